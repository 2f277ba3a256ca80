"""The prose of two documents side by side: section by section, what was taken out and what was put in."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from generator import wording
from generator.model.document import Narrative, Section
from generator.pages import _markdown

GONE = 60           # characters of a passage that was taken out of which only the ends are shown
MOST = 2400         # characters of new and old words shown on a page, so that it stays small
SIGNS = "&<>"       # what HTML does not take as it stands


class Text(NamedTuple):
    """A section's difference as HTML, or nothing where the page has shown enough before.

    state   same; changed; new; gone; nothing, where neither has words
    cut     what is left out: of passages that are "long" all but the ends, or the "rest" of the changes
    """

    state: str
    html: Markup = Markup("")
    cut: str = ""


class Texts:
    """Hands out the differences until the page has shown enough."""

    def __init__(self, old: Narrative, new: Narrative) -> None:
        self.old, self.new, self.room = old, new, MOST

    def of(self, key: str) -> Text:
        """The difference of the section."""
        old, new = _plain(self.old.sections.get(key)), _plain(self.new.sections.get(key))
        if old == new:
            return Text(state="same" if new else "nothing")
        state = "changed" if old and new else "new" if new else "gone"
        if self.room <= 0:
            return Text(state=state, cut="rest")
        safe = _safe if any(sign in old or sign in new for sign in SIGNS) else str
        parts, cut, room = list[str](), "", self.room
        for ends, gone, put in wording.changes(old, new):
            kept = "…".join(ends)
            parts.append(safe(kept))
            room -= len(kept)
            if gone:
                if room <= 0:
                    break
                shown = _ends(gone)
                room -= len(shown)
                if len(shown) < len(gone):
                    cut = "long"
                parts.append(f"<del>{safe(shown)}</del>")
            if put:
                if room <= 0:
                    break
                shown = put[:room]
                room -= len(shown)
                if len(shown) < len(put):
                    cut = "long"
                    shown += "……"
                parts.append(f"<ins>{safe(shown)}</ins>")
        else:
            self.room = room
            return Text(state=state, html=_html(parts), cut=cut)
        self.room = 0
        return Text(state=state, html=_html([*parts, "……"]), cut="rest")


def _plain(section: Section | None) -> str:
    if section is None:
        return ""
    return "\n".join((*_markdown.blocks(section.text), *_markdown.blocks(section.note or "")))


def _ends(text: str) -> str:
    if len(text) <= GONE:
        return text
    return f"{text[:GONE // 2]}……（略 {len(text) - GONE + 10} 字）……{text[-(GONE // 2 - 10):]}"


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _html(parts: list[str]) -> Markup:
    return Markup("".join(parts).replace("\n", "<br>"))


def gone(old: Narrative, new: Narrative) -> Iterator[tuple[str, str]]:
    """Sections that the newer document does not have: (key, heading as printed)."""
    yield from ((key, section.heading or "") for key, section in old.sections.items() if key not in new.sections)
