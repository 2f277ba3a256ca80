"""For GitHub Actions: annotations beside the lines of a pull request, and everything in the step summary.

GitHub shows ten annotations of a kind for a step and drops the rest in silence, so the ten that matter most are written:
errors first, those on changed lines before others.
"""

from collections import Counter
from collections.abc import Iterator

from generator.cli._formats import Shown, _words, markdown

KINDS = {"error": "error", "warning": "warning", "info": "notice"}
MOST = 10


def lines(shown: Shown) -> Iterator[str]:
    """Workflow commands. Accepted findings are notices."""
    written: Counter[str] = Counter()
    for finding in shown.first():
        kind = "notice" if finding.accepted is not None else KINDS[finding.severity]
        written[kind] += 1
        if written[kind] > MOST:
            continue
        place = [("file", shown.path(finding))]
        if finding.line:
            place += [("line", str(finding.line)), ("col", str(finding.column))]
        place.append(("title", f"{_words.severity(finding, shown.lang)} {finding.rule}"))
        values = ",".join(f"{key}={_property(value)}" for key, value in place)
        yield f"::{kind} {values}::{_data(_words.whole(finding, shown.lang))}"


def summary(shown: Shown) -> str:
    """The full list."""
    return "\n".join(markdown.lines(shown)) + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
