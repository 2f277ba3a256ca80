"""What all steps of the pipeline share: where the theme is, how they tell of themselves, and how a tool's fault is told."""

import sysconfig
from collections.abc import Callable
from pathlib import Path

_BESIDE = Path(__file__).resolve().parent.parent.parent      # in a checkout mkdocs.yml and overrides/ stand beside the generator
HERE = _BESIDE if (_BESIDE / "mkdocs.yml").is_file() else Path(sysconfig.get_path("data"), "share", "disclosure-portal")

Notify = Callable[[str, int, int], None]            # (step, done, total): 0 of 1 when it begins, 1 of 1 when it ends


class ToolFailed(Exception):
    """MkDocs or Pagefind ended with an error; the text is what it said. left: what stands now, in Chinese."""

    def __init__(self, text: str, left: str = "原来的网站没有改动") -> None:
        super().__init__(text)
        self.left = left


def own_files() -> list[Path]:
    """Every file of the program and the theme: whoever keeps what they made must make it anew when one changes."""
    program = Path(__file__).resolve().parent.parent
    found = [p for folder in (program, HERE / "overrides") for p in folder.rglob("*") if p.suffix != ".pyc" and p.is_file()]
    return [HERE / "mkdocs.yml", *found]
