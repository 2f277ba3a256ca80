"""The legal dates as a calendar that repeats every year (iCalendar): by when last year's report is due, by kind of body."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from generator.exports._feeds import DEADLINES
from generator.formats import EDITIONS
from generator.model.site import Site

NAMES = {"department": "政府部门", "township": "乡镇人民政府、街道办事处", "government": "人民政府"}
LAWFUL = {"township": "department"}         # kinds that the law does not name and whose day is that of another


def files(site: Site) -> Iterator[tuple[str, str]]:
    """One file. It does not change from day to day: the first occurrences are those under the Regulations in force."""
    edition = EDITIONS[max(EDITIONS)]
    legal = {d["key"]: (d["month"], d["day"], d["basis"]) for d in edition.data["deadlines"] if d["month"]}
    stamp = f"{date.fromisoformat(str(edition.document['signed'])):%Y%m%d}T000000Z"
    first = 1 + min(
        e.applies_to["first_report_year"] for e in EDITIONS.values() if any(d["key"] in NAMES for d in e.data["deadlines"]))
    host = urlsplit(site.settings.url).hostname or "portal"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//disclosure-portal//deadlines//ZH", "CALSCALE:GREGORIAN",
             "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(f'{site.settings.title}：公布期限')}"]
    for kind, name in NAMES.items():
        month, day, basis = legal[LAWFUL.get(kind, kind)]
        written = getattr(site.settings.deadlines, kind, None)
        local = tuple(map(int, written.split("-"))) if written else (month, day)
        if local < (month, day):
            (month, day), basis = local, f"本地规定；法定期限依据{basis}"
        lines += [
            "BEGIN:VEVENT", f"UID:{kind}-deadline@{host}", f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{first}{month:02}{day:02}", "RRULE:FREQ=YEARLY",
            f"SUMMARY:{_text(f'{name}公布上一年度政府信息公开工作年度报告的最后一天')}", f"DESCRIPTION:{_text(basis)}",
            f"URL:{site.settings.url}", "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P14D",
            f"DESCRIPTION:{_text(f'{name}年度报告两周后到期')}", "END:VALARM", "END:VEVENT",
        ]
    yield DEADLINES, "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _text(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 bytes; what is too long goes on after a line break and a space."""
    parts, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > 75:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += width
    return "\r\n".join(parts)
