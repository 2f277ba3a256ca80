"""The pictures of the guides, of real pages: a demonstration portal is built, used in Chromium and photographed.

python bench/guide_pictures.py        rewrites generator/guides/pictures/*.webp (`make pictures`)

Needs Chromium; the workbook's picture needs LibreOffice too, and is left as it is without.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator import formats, pipeline  # noqa: E402
from generator.cli.new import begin  # noqa: E402
from generator.load import load  # noqa: E402
from generator.workbook import workbook  # noqa: E402
from tests.browser.browser import ARGUMENTS, find_chromium  # noqa: E402
from tests.importers.corpus import make  # noqa: E402
from tests.importers.writers import to_docx  # noqa: E402

PICTURES = ROOT / "generator" / "guides" / "pictures"
TODAY = date(2026, 1, 20)
YEAR, WIDTH, MOST = 2025, 900, 60_000
FILLED = {"received_this_year": 20, "granted": 15, "results_total": 15, "carried_out": 3}    # natural persons; 3 missing
LEFT = {"carried_out": 6}
TEXT = f"{YEAR}年，本机关收到政府信息公开申请20件，均按期办理，没有因政府信息公开被申请行政复议或提起行政诉讼。"


def main() -> None:
    """Every picture, with its size."""
    PICTURES.mkdir(exist_ok=True)
    for guide in PICTURES.parent.glob("*.md"):              # a portal is not built while a picture is missing
        for name in re.findall(r"\(pictures/(.+?)\.webp\)", guide.read_text(encoding="utf-8")):
            if not (PICTURES / f"{name}.webp").exists():
                Image.new("RGB", (1, 1)).save(PICTURES / f"{name}.webp", "WEBP")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        content = folder / "content"
        subprocess.run([sys.executable, "-m", "generator", "demo", "60", str(content), "-q"], cwd=ROOT, check=True)
        with (content / "site.yml").open("a", encoding="utf-8") as settings:
            settings.write("repository: https://github.com/owner/portal\n")
        assert pipeline.build(content, folder / "out", TODAY).built
        with _served(folder / "out" / "site") as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
            page = browser.new_page(viewport={"width": WIDTH, "height": 700}, locale="zh-CN", reduced_motion="reduce")
            _form(page, base)
            page.goto(f"{base}status/juegu/", wait_until="networkidle")
            _keep("status", page.screenshot())
            page.goto(f"{base}juegu/government-office/{YEAR - 1}/", wait_until="networkidle")
            _keep("report", page.screenshot())
            browser.close()
        if shutil.which("soffice"):
            _sheet(content, folder)


@contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = partial(_Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


def _form(page: Page, base: str) -> None:
    """The form in the browser: the agency chosen, a table that does not balance, the file."""
    page.goto(f"{base}submit/", wait_until="networkidle")
    page.focus("#submit-find")
    page.keyboard.type("县政府办")
    page.locator(".submit .offers button").first.wait_for()
    _keep("form-agency", page.locator("#submit section").first.screenshot())
    page.keyboard.press("Enter")
    page.locator("#submit-rest").wait_for()
    _file(page)
    for button in page.locator("[data-zero]").all():
        button.click()
    _fill(page, FILLED)
    findings = page.locator("#found-applications")
    findings.scroll_into_view_if_needed()
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    _keep("form-findings", page.screenshot())
    _fill(page, LEFT)
    for field in page.locator("textarea[data-section]").all():
        field.fill(TEXT)
    page.evaluate("document.activeElement.blur()")
    _keep("form-result", page.locator("#submit section").last.screenshot())


def _file(page: Page) -> None:
    """A report in Word, read, and what is told of it; then taken back."""
    name = page.input_value("#submit-find")
    with tempfile.TemporaryDirectory() as folder:
        report = make(next(iter(formats.EDITIONS)))
        report.title = f"{name}{YEAR}年政府信息公开工作年度报告"
        to_docx(report, Path(folder) / "年报.docx")
        page.set_input_files("#submit-import", Path(folder) / "年报.docx")
        page.locator("#submit-imported > button").wait_for()
    _keep("form-file", page.locator("#submit section", has=page.locator("#from")).screenshot())
    page.click("#submit-imported > button")


def _fill(page: Page, numbers: dict[str, int]) -> None:
    for row, number in numbers.items():
        for column in ("0", "6"):
            page.fill(f'[data-table="applications"] td[data-row="{row}"][data-column="{column}"] input', str(number))


def _sheet(content: Path, folder: Path) -> None:
    """The workbook's table of applications as a spreadsheet shows it, checks included."""
    known, _ = load(content, TODAY)
    agency = min(id for id, a in known.agencies.items() if a.kind == "office")
    edition = formats.in_force(YEAR)
    path = folder / "workbook.xlsx"
    path.write_bytes(workbook(edition, begin("report", known, known.agencies[agency], YEAR)))
    book = openpyxl.load_workbook(path)
    form = next(t for t in edition.tables.values() if t.layout == "matrix")
    sheet = next(s for s in book.worksheets if form.title in s.title)
    labels = {row.label: FILLED.get(row.key, 0) for row in form.cell_rows}
    for cells in sheet.iter_rows(min_row=5, max_col=9):
        said = next((labels[str(c.value)] for c in cells[:3] if c.value in labels), None)
        if said is not None:
            for n, cell in enumerate(cells[3:9]):
                cell.value = (said if n == 0 else 0) if cell.value is None else cell.value
    for other in book.worksheets:
        if other is not sheet:
            book.remove(other)
    sheet.print_area = None
    sheet.page_setup.fitToHeight = 1
    sheet.oddFooter.center.text = ""
    book.save(path)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                    "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)
    picture = pypdfium2.PdfDocument(folder / "workbook.pdf")[0].render(scale=1.6).to_pil().convert("RGB")
    ink = picture.convert("L").point(lambda p: 255 if p < 250 else 0).getbbox()
    buffer = io.BytesIO()
    picture.crop((ink[0] - 12, ink[1] - 12, ink[2] + 12, ink[3] + 12)).save(buffer, "PNG")
    _keep("workbook", buffer.getvalue())


def _keep(name: str, png: bytes) -> None:
    """As WebP, as good as fits."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in (85, 75, 60, 45, 30):
        buffer = io.BytesIO()
        picture.save(buffer, "WEBP", quality=quality, method=6)
        if buffer.tell() <= MOST:
            break
    (PICTURES / f"{name}.webp").write_bytes(buffer.getvalue())
    print(f"{name}.webp  {picture.width} × {picture.height}  {buffer.tell():,} bytes, quality {quality}")


if __name__ == "__main__":
    main()
