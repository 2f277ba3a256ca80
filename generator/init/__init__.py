"""A new repository that holds only content and uses this generator: its files, ready to be written.

The files stand in `template/`; a name that begins with `dot.` begins with a dot in the new repository, so that packaging
and searching tools here see them. `@GENERATOR@` and `@REF@` are replaced.
"""

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable


def files(generator: str, ref: str) -> dict[str, str]:
    """Path → text. generator: `owner/repository` on GitHub; ref: the commit to use."""
    found = dict(_below(resources.files(__package__) / "template", ""))
    values = {"@GENERATOR@": generator, "@REF@": ref}
    return {path: _filled(text, values) for path, text in sorted(found.items())}


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        name = "." + entry.name.removeprefix("dot.") if entry.name.startswith("dot.") else entry.name
        if entry.is_dir():
            yield from _below(entry, f"{path}{name}/")
        else:
            yield f"{path}{name}", entry.read_text(encoding="utf-8")


def _filled(text: str, values: dict[str, str]) -> str:
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text
