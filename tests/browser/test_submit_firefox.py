"""The form for agencies in Firefox: pasted, a wrong sum named and mended by keyboard, the file; a published report corrected."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from generator import importers, layout
from generator.formats import EDITIONS
from tests.browser.conftest import Serve
from tests.browser.firefox import DOWN, ENTER, Firefox, NotStarted, find_firefox, running
from tests.browser.test_submit import TEXTS, word_table
from tests.importers.corpus import make
from tests.importers.writers import WRITERS

CELL = '[data-table="applications"] td[data-row="received_this_year"][data-column="6"] input'


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Firefox; without one the tests are reported as not run."""
    program = find_firefox()
    if program is None:
        pytest.skip("NOT RUN: no Firefox found; install one or name it in the environment variable FIREFOX")
    try:
        with running(program, tmp_path_factory.mktemp("firefox")) as browser:
            yield browser
    except NotStarted as e:
        pytest.skip(f"NOT RUN: {e}")


def _ask(firefox: Firefox, selector: str, what: str = "value") -> str:
    return str(firefox.ask(f"document.querySelector({json.dumps(selector)}).{what}"))


def test_from_pasted_tables_to_the_prefilled_address(firefox: Firefox, built: Path, serve: Serve) -> None:
    """As in Chromium; the agency is chosen, the wrong sum mended and the draft fetched again by keyboard alone."""
    with serve(built / "site", "/portal/") as base:
        firefox.open(f"{base}submit/")
        firefox.keys("#submit-find", "swj")
        firefox.until("document.querySelector('.offers button')?.textContent.includes('示例市商务局')")
        firefox.keys("#submit-find", ENTER)
        firefox.until("!document.querySelector('#submit-rest').hidden")
        for table, row, kind, text in (
            ("applications", "received_this_year", "text/html", word_table("5")),
            ("proactive_disclosure", "rules", "text/plain", "1\t0\t2\n3\t0\t9\n12\n3\n1\n8.50"),
            ("review_and_litigation", "reconsideration", "text/plain", "\t".join(["0"] * 15)),
        ):
            firefox.paste(f'[data-table="{table}"] td[data-row="{row}"] input', kind, text)
        found = firefox.until("document.querySelector('#found-applications')?.textContent")
        assert "“一、本年新收政府信息公开申请数量”总计应为 4（各列之和），实为 5" in found
        firefox.keys("#found-applications-1 button", ENTER)
        firefox.until(f"document.activeElement === document.querySelector({json.dumps(CELL)})")
        firefox.keys(CELL, f"4{DOWN}")
        assert firefox.ask("document.activeElement.closest('td').dataset.row") == "carried_in"
        firefox.until("!document.querySelector('#found-applications li')")
        for key, text in TEXTS.items():
            firefox.keys(f"#text-{key}", text)
        assert "表格校验通过" in _ask(firefox, "#submit-verdict", "textContent")
        file, link = _ask(firefox, "#submit-file"), _ask(firefox, "#submit-open", "href")
        assert layout.reformat("report", file, EDITIONS) == file
        asked = parse_qs(urlsplit(link).query)
        assert asked["filename"] == ["content/regions/example-city/commerce/2025.yml"] and len(link) <= 8000
        assert layout.reformat("report", asked["value"][0], EDITIONS) == file
        firefox.open(f"{base}submit/?agency=example-city/commerce&year=2025", 390)
        assert firefox.until("document.querySelector('#submit-file').value") == file, "the draft is there again"
        assert firefox.ask("document.documentElement.scrollWidth") <= 390


def test_a_word_file_fills_the_form(firefox: Firefox, built: Path, serve: Serve, tmp_path: Path) -> None:
    """Unpacked and read by Firefox's own means; the numbers are those that `portal import` finds."""
    path = tmp_path / "年报.docx"
    WRITERS["docx"](make("2021"), path)
    with serve(built / "site", "/portal/") as base:
        firefox.open(f"{base}submit/?agency=example-city/commerce&year=2022")
        firefox.until("!document.querySelector('#submit-rest').hidden")
        firefox.choose("#submit-import", path)
        assert "已填入：4 项" in firefox.until("document.querySelector('#submit-imported h3')?.parentElement.textContent")
        file, wanted = _ask(firefox, "#submit-file"), importers.text(importers.importable(path), None)
        assert file[file.index("\ntables:"):] == wanted[wanted.index("\ntables:"):]


def test_a_published_report_is_corrected(firefox: Firefox, built: Path, serve: Serve, portal_content: Path) -> None:
    """It opens byte for byte as published; a changed figure is written down."""
    with serve(built / "site", "/portal/") as base:
        firefox.open(f"{base}submit/?agency=example-city/commerce&year=2021")
        published = (portal_content / "regions/example-city/commerce/2021.yml").read_text("utf-8")
        assert firefox.until("document.querySelector('#submit-file').value") == published
        firefox.keys('[data-table="applications"] td[data-row="granted"][data-column="0"] input', "9")
        firefox.keys("#correct-reason", "漏计")
        assert "已公布的“（一）予以公开”自然人由 5 改为" in firefox.until("document.querySelector('#correct-found').textContent")
        assert "reason: 漏计, changes: [{at: tables.applications.granted." in _ask(firefox, "#submit-file")
