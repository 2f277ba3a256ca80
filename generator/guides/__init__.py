"""How to hand in, to collect and to review reports: guides that every portal shows, one Markdown file each.

GUIDES      name → guide; a portal that says it otherwise has a page of that name in `content/pages`, which is shown instead
pictures()  name → bytes of the pictures they show, which stand at `guides/pictures/`

The pictures are of real pages and are made by `make pictures`.
"""

from generator import rooms
from generator.model.prose import Prose

SUFFIX = ".webp"


def _guides() -> dict[str, Prose]:
    found = {}
    for name, file in rooms.files(__name__, ".md").items():
        heading, _, text = file.read_text(encoding="utf-8").partition("\n")
        found[name] = Prose(name=name, file=f"guides/{name}.md", title=heading.removeprefix("# "), text=text.strip() + "\n")
    return found


GUIDES = _guides()


def pictures() -> dict[str, bytes]:
    """The pictures, by the path at which they are published."""
    return {f"guides/pictures/{name}{SUFFIX}": f.read_bytes() for name, f in rooms.files(f"{__name__}.pictures", SUFFIX).items()}
