"""What is new is laid over the site as soon as it can stand there, in the order in which it is waited for.

    STANDING    the pages of documents that changed, and their files
    LISTED      all other pages but the late ones, and the search
    …           the open data and what says how large it is come with the end of the build
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator import typeset, write
from generator.pages import BrokenLink
from generator.pipeline import _files
from generator.pipeline._memo import Memo
from generator.pipeline._notify import STANDS, Notify, Partly, ToolFailed
from generator.pipeline._pages import Made


def lay(step: str, memo: Memo, notify: Notify, pages: Iterable[Made] = ()) -> None:
    """Lay what was made so far over the site, if that can be: nothing is to lead where nothing stands yet.

    pages: those whose anchors are known, beside the new ones
    """
    made = memo.made()
    new, known = made.paths, {m.path: m for m in (*pages, *made.pages)}
    leads = {to for m in made.pages for to in (*m.links, *(to for to, _, _ in m.anchored))} - new
    if not memo.stays or not made.pages or not all(Path(f"{memo.old}/{typeset.destination(to)}").is_file() for to in leads):
        return
    anchored = ((m.path, m.anchored) for m in made.pages)
    if typeset.nowhere(anchored, new | leads, lambda to: known[to].anchors if to in known else None):
        return          # the end of the build says so
    notify(step, 0, 1)
    _files.put(new, memo)
    memo.stands = step
    laid = write.overlay(memo.places.site, memo.old)
    memo.taken.update(laid)
    memo.places.kept.update(laid)
    notify(step, 1, 1)


@contextmanager
def told(memo: Memo) -> Iterator[None]:
    """Ctrl-C or a fault meanwhile is said to leave a part of the new site, if it does."""
    try:
        yield
    except KeyboardInterrupt as e:
        raise Partly(memo.stands) if memo.stands else e from None
    except (BrokenLink, typeset.Faulty, ToolFailed) as e:
        raise ToolFailed(str(e), STANDS[memo.stands]) if memo.stands else e from None
