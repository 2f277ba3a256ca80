"""What steps of the pipeline share, and what is needed to call them: where the theme is, how they tell of themselves, and the
exceptions that say what went wrong."""

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


class Mismatch(Exception):
    """The shares do not belong together; the text says why, in Chinese."""


STANDING, LISTED = "改动的页面", "列表和搜索"


class Partly(KeyboardInterrupt):
    """Interrupted when only a part of the new site stood; the text says which, in Chinese."""

    def __init__(self, step: str) -> None:
        super().__init__(f"已中断：{STANDS[step]}；再运行一次 portal build 即可补齐")


STANDS = {
    STANDING: "改动的报告已经更新，列表、汇总、搜索和开放数据仍是上一次的",
    LISTED: "全部报告、列表和搜索已经更新，只有开放数据仍是上一次的",
}


def own_files() -> list[Path]:
    """Every file of the program and the theme: whoever keeps what they made must make it anew when one changes."""
    program = Path(__file__).resolve().parent.parent
    found = [p for folder in (program, HERE / "overrides") for p in folder.rglob("*")
             if p.parent.name != "__pycache__" and p.is_file()]
    return [HERE / "mkdocs.yml", *found]
