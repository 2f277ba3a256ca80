"""How to hand in, to collect and to review reports: guides that every portal shows, one Markdown file each.

GUIDES      name → guide; a portal that says it otherwise has a page of that name in `content/pages`, which is shown instead
pictures()  name → bytes of the pictures they show, which stand at `guides/pictures/`

The pictures are of real pages and are made by `make pictures`.
"""

from importlib import resources

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
    folder = resources.files(__name__) / "pictures"
    found = sorted(folder.iterdir(), key=lambda f: f.name) if folder.is_dir() else ()
    return {f"guides/pictures/{f.name}": f.read_bytes() for f in found if f.name.endswith(SUFFIX)}
