"""Reads files as the form in the browser does, so that what it makes of them can be held against what `portal import` makes."""

import base64
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from generator.exports import submission
from generator.exports._json import text
from tests.browser.conftest import Serve

ASSETS = Path(__file__).parent.parent.parent / "overrides" / "assets"
READ = """async ([name, bytes, edition]) => {
  const { imported } = await import("./submit-import.js");
  globalThis.known ??= await (await fetch("import.json")).json();
  const file = new File([await (await fetch(`data:application/octet-stream;base64,${bytes}`)).arrayBuffer()], name);
  try { return { draft: await imported(file, globalThis.known, edition) }; } catch (error) { return { refused: error.message }; }
}"""
Read = Callable[[Path, str], dict[str, Any]]


@contextmanager
def reading(chromium: Browser, serve: Serve, folder: Path) -> Iterator[Read]:
    """`read(path, edition)`: {"draft": …} of the file for the form of the edition, or {"refused": why}."""
    for module in ASSETS.glob("submit-import*.js"):
        shutil.copy(module, folder)
    (folder / "import.json").write_text(text(submission.importing()), encoding="utf-8")
    (folder / "index.html").write_text("<!doctype html><title>reading</title>", encoding="utf-8")
    with serve(folder) as address:
        page = chromium.new_page()
        page.goto(address)

        def read(path: Path, edition: str) -> dict[str, Any]:
            found: dict[str, Any] = page.evaluate(READ, [path.name, base64.b64encode(path.read_bytes()).decode(), edition])
            return found

        yield read
        page.close()


def tables(draft: dict[str, Any]) -> dict[str, Any]:
    """The tables as `portal import` writes them: a cell of no more than a number is the number, a row of one cell is the cell."""
    def cell(one: dict[str, Any]) -> Any:
        said = {key: value for key, value in one.items() if value is not None}
        number = said.pop("value", None)
        value = None if number is None else Decimal(number) if "." in number else int(number)
        return {"value": value, **said} if said else value

    def row(cells: list[dict[str, Any]]) -> Any:
        return [cell(one) for one in cells] if len(cells) > 1 else cell(cells[0])

    return {key: {name: row(cells) for name, cells in table["rows"].items()} for key, table in draft["tables"].items()}
