"""Citations 引用: GB/T 7714-2015, BibTeX and CSL-JSON. The day of access is the reader's: `{accessed}` stands for it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.model.written import written

ACCESSED = "{accessed}"         # replaced by YYYY-MM-DD when it is copied
SPECIAL = re.compile(r"([\\{}$&#^_%~])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The same work in three forms."""

    gbt7714: str = written("GB/T 7714-2015", required=True)
    bibtex: str = written("BibTeX", required=True)
    csl: dict[str, Any] = written("CSL-JSON", required=True)


def citation(key: str, author: str, title: str, published: date | None, url: str, kind: str = "R") -> Citation:
    """kind: R = report, DS = data set. A day of publication that is not known is left out."""
    day = f"({published.isoformat()})" if published else ""
    fields = {
        "author": f"{{{_tex(author)}}}", "title": f"{{{_tex(title)}}}",
        **({"year": str(published.year), "date": published.isoformat()} if published else {}),
        "url": url, "urldate": ACCESSED, "langid": "chinese",
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    csl: dict[str, Any] = {
        "id": key, "type": "report" if kind == "R" else "dataset", "title": title, "author": [{"literal": author}],
        "URL": url, "language": "zh-CN", "accessed": {"raw": ACCESSED},
    }
    if published:
        csl["issued"] = {"date-parts": [[published.year, published.month, published.day]]}
    return Citation(
        gbt7714=f"{author}. {title}[{kind}/OL]. {day}[{ACCESSED}]. {url}.",
        bibtex=f"@{'techreport' if kind == 'R' else 'misc'}{{{re.sub(r'[^A-Za-z0-9]+', '-', key)},\n{body}\n}}", csl=csl,
    )


def _tex(text: str) -> str:
    return SPECIAL.sub(lambda m: {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}.get(m[1], f"\\{m[1]}"), text)
