"""The official Word form of 2021 against tests/golden/form-2021.json, what it was read into once.

python bench/template_2021.py            reads ../shared/samples/template-2021.docx, prints a table, exit code 1 if it differs
python bench/template_2021.py --write    writes the golden file anew
python bench/template_2021.py FILE.docx  reads another file

The tests compare the printed grids of the edition with the golden file; this command ties the golden file to the form.
"""

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT.parent / "shared" / "samples" / "template-2021.docx"
GOLDEN = ROOT / "tests" / "golden" / "form-2021.json"
TABLES = ("proactive_disclosure", "applications", "review_and_litigation")     # in printed order
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"[一二三四五六七八九十]+、")

Cell = dict[str, Any]


def extract(source: Path) -> dict[str, Any]:
    """Headings and tables of the form; a cell is its label (no white space), rowspan and colspan; "" = place of a value."""
    with ZipFile(source) as docx:
        body = ElementTree.fromstring(docx.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    headings = [text for p in body.findall(f"{W}p") if HEADING.match(text := _text(p))]
    tables = [_table(t) for t in body.findall(f"{W}tbl")]
    return {
        "source": source.name, "sha256": hashlib.sha256(source.read_bytes()).hexdigest(), "sections": headings,
        "tables": dict(zip(TABLES, tables, strict=True)),
    }


def _text(element: ElementTree.Element) -> str:
    return re.sub(r"\s", "", "".join(t.text or "" for t in element.iter(f"{W}t")))


def _table(table: ElementTree.Element) -> list[list[Cell]]:
    open_at: dict[int, Cell] = {}                       # by grid column: the cell that a vertical merge goes on with
    rows = []
    for tr in table.findall(f"{W}tr"):
        row, column = [], 0
        for tc in tr.findall(f"{W}tc"):
            span, merge = tc.find(f"{W}tcPr/{W}gridSpan"), tc.find(f"{W}tcPr/{W}vMerge")
            colspan = int(span.get(f"{W}val", "1")) if span is not None else 1
            if merge is not None and merge.get(f"{W}val", "continue") == "continue":
                open_at[column]["rowspan"] += 1
            else:
                cell = {"text": _text(tc), "rowspan": 1, "colspan": colspan}
                open_at[column] = cell
                row.append(cell)
            column += colspan
        rows.append(row)
    return rows


def written(form: dict[str, Any]) -> str:
    """JSON with a printed row on a line, so that a difference is read row by row."""
    def short(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    tables = ",\n".join(
        f"    {short(key)}: [\n" + ",\n".join(f"      {short(row)}" for row in rows) + "\n    ]"
        for key, rows in form["tables"].items()
    )
    head = "".join(f"  {short(key)}: {short(form[key])},\n" for key in ("source", "sha256", "sections"))
    return f'{{\n{head}  "tables": {{\n{tables}\n  }}\n}}\n'


def result(form: dict[str, Any], golden: dict[str, Any] | None) -> str:
    """The table that the command prints."""
    lines = [f"{'table':<24}{'rows':>6}{'labels':>8}{'values':>8}  golden"]
    for key, rows in form["tables"].items():
        cells = [cell for row in rows for cell in row]
        labels = sum(bool(cell["text"]) for cell in cells)
        same = "absent" if golden is None else "equal" if golden["tables"].get(key) == rows else "DIFFERS"
        lines.append(f"{key:<24}{len(rows):>6}{labels:>8}{len(cells) - labels:>8}  {same}")
    same = "absent" if golden is None else "equal" if golden["sections"] == form["sections"] else "DIFFERS"
    lines.append(f"{'sections':<24}{'':>6}{len(form['sections']):>8}{'':>8}  {same}")
    return "\n".join(lines)


def main() -> int:
    """Exit code 1 when the form and the golden file differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", type=Path, default=SOURCE)
    parser.add_argument("--write", action="store_true", help="write the golden file anew")
    options = parser.parse_args()
    if not options.source.is_file():
        print(f"no such file: {options.source}", file=sys.stderr)
        return 2
    form = extract(options.source)
    if options.write:
        GOLDEN.write_text(written(form), encoding="utf-8")
    golden = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.is_file() else None
    print(result(form, golden))
    same = golden is not None and all(golden[key] == form[key] for key in ("sections", "tables"))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
