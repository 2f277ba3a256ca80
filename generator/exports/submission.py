"""What the form in the browser needs of the program: editions with their promises and words, and the layout of files."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from generator import personal
from generator.exports._json import text
from generator.formats import EDITIONS, Format, TableForm, printed
from generator.formats.promises import KINDS
from generator.formats.words import WORDS
from generator.layout import scalars, shapes, workbook
from generator.layout import tables as layout
from generator.model.agency import AGGREGATING
from generator.model.contact import Contact
from generator.model.report import Report
from generator.model.site import Site

JUDGED = (*KINDS, "carry_over")
PATTERNS = (        # of generator/personal.py, which its twin in the browser looks for
    "PROVINCE", "ISSUERS", "REGION_AND_YEAR", "URL", "NOT_PERSONAL", "IDENTITY", "OLD_IDENTITY", "MOBILE", "CARD", "MAILBOX",
    "HOME",
)


def files(site: Site) -> Iterator[tuple[str, str]]:
    """One file an edition, which grows with nothing: that edition, of others what continues into it. And one to read files."""
    portal, repository = site.settings.url.rstrip("/"), site.settings.repository
    editions = forms()["editions"]
    for id in EDITIONS:
        others = {other: _before(editions[other], EDITIONS[id]) for other in EDITIONS if other != id}
        yield path(id), text({
            "editions": {id: editions[id], **others}, "words": WORDS,
            "personal": personal_data(), "repository": repository, "aggregating": AGGREGATING,
            "layout": {**layout_of_reports(), "schema": f"{portal}/schema/report.json"},
        })
    yield "submit/import.json", text(importing())


def path(edition: str) -> str:
    """Where an edition's file stands."""
    return f"submit/{edition}.json"


def forms() -> dict[str, Any]:
    """Editions by id, and the sentences of findings."""
    return {"editions": {id: _edition(edition) for id, edition in EDITIONS.items()}, "words": WORDS}


def importing() -> dict[str, Any]:
    """What is needed to know the tables of any edition in a file, and a workbook that `portal new` made."""
    def table(form: TableForm, edition: Format) -> dict[str, Any]:
        made, grid = _table(form), printed(form)
        for row, shown in zip(form.rows.values(), made["rows"], strict=True):
            for column, one in zip(row.columns, shown["columns"], strict=True):
                one |= {"span": column.span, "whole": edition.value_types[column.type]["kind"] == "integer"}
        heads = [c.text for row in grid for c in row.cells if not c.at and c.role in ("head", "block", "corner")]
        return {
            **made, "layout": form.layout, "heads": list(dict.fromkeys(heads)), "stubs": form.data.get("stub_columns", 1),
            "width": max(sum(c.colspan for c in row.cells) for row in grid),
            "list": form.data["columns"] if form.any_rows else [],
        }

    def form(edition: Format) -> dict[str, Any]:
        return {"sections": _sections(edition), "tables": {key: table(one, edition) for key, one in edition.tables.items()}}

    titles = {key: workbook.label(Report, key) for key in workbook.ON_COVER if key != "scope"}
    return {
        "editions": {id: form(edition) for id, edition in EDITIONS.items()},
        "ours": {"cover": workbook.COVER, "notes": workbook.NOTES, "check": workbook.CHECK, "place": workbook.PLACE,
                 "keys": titles},
    }


def personal_data() -> dict[str, Any]:
    """What personal data look like: patterns as [expression, flags] of JavaScript, names of the kinds, weights, the sentence."""
    patterns = {name.lower(): getattr(personal, name) for name in PATTERNS}
    return {
        "patterns": {name: [p.pattern, "i" if p.flags & re.IGNORECASE else ""] for name, p in patterns.items()},
        "kinds": personal.KINDS, "weights": personal.WEIGHTS, "check": personal.CHECK_CHARACTERS,
        "narrow": {chr(code): narrow for code, narrow in personal.NARROW.items()}, "message": personal.MESSAGE,
    }


def layout_of_reports() -> dict[str, Any]:
    """Order of the keys; which characters are quoted, as expressions of JavaScript; and where characters change their width."""
    patterns = {
        "special": scalars.SPECIAL, "start": scalars.SAFE_START, "unsafe": scalars.UNSAFE, "flow": scalars.IN_FLOW,
        "unseen": scalars.UNSEEN,
    }
    wide = [unicodedata.east_asian_width(chr(code)) in scalars.WIDE for code in range(0x30001)]        # all wide from there on
    return {
        "order": list(shapes.keys(Report)), "contact": list(shapes.keys(Contact)),
        "patterns": {name: pattern.pattern.replace(r'\"', '"') for name, pattern in patterns.items()},
        "wide": [code for code in range(1, len(wide)) if wide[code] != wide[code - 1]],
    }


def _before(edition: dict[str, Any], into: Format) -> dict[str, Any]:
    """Of an edition the rows that another's promises carry over from it."""
    wanted = {(p["table"], p["left"]["row"]) for p in into.rules if p["kind"] == "carry_over"}
    tables = {
        key: {**table, "rows": [row for row in table["rows"] if (key, row["key"]) in wanted]}
        for key, table in edition["tables"].items() if any(key == name for name, _ in wanted)
    }
    return {**edition, "sections": [], "promises": [], "tables": tables}


def _edition(edition: Format) -> dict[str, Any]:
    return {
        "title_pattern": edition.data["report_title_pattern"],
        "first_year": edition.applies_to["first_report_year"],
        "sections": _sections(edition),
        "tables": {key: _table(form) for key, form in edition.tables.items()},
        "promises": [p for p in edition.rules if p["kind"] in JUDGED],
    }


def _sections(edition: Format) -> list[dict[str, Any]]:
    return [{"key": s.key, "heading": s.heading, "table": s.table, "required": s.required, "aliases": [s.label, *s.aliases]}
            for s in edition.sections.values()]


def _table(form: TableForm) -> dict[str, Any]:
    rows = [
        {
            "key": row.key, "label": row.label, "short_label": row.short_label, "parent": row.parent, "block": row.block,
            "path": row.path, "unit": row.unit, "beside": layout.label(row) if row.columns else "",
            "columns": [{"key": c.key, "label": c.label, "type": c.type, "unit": c.unit} for c in row.columns],
        } for row in form.rows.values()
    ]
    return {"key": form.key, "title": form.title, "section": form.section, "any_rows": form.any_rows, "rows": rows}
