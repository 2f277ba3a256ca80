"""Invented content: as many reports as asked for, right unless faults are wanted, the same bytes for the same wishes."""

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator import demo, pipeline
from generator.cli import main
from generator.demo import _faults
from generator.demo._prose import cut, needed, topics
from generator.formats import EDITIONS
from generator.model.finding import Finding
from generator.model.site import Site

TODAY = date(2025, 12, 31)
SMALL, LARGE = 150, 1200


def check(files: list[demo.File], folder: Path) -> tuple[Site, list[Finding]]:
    """The site that the files make, and what the rules say of it."""
    for file in files:
        (folder / "content" / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / file.path).write_text(file.text, encoding="utf-8")
    site, findings = pipeline.check(folder / "content", TODAY)
    assert site
    return site, findings


@pytest.fixture(scope="module")
def small() -> list[demo.File]:
    return list(demo.files(SMALL))


@pytest.fixture(scope="module")
def large() -> list[demo.File]:
    return list(demo.files(LARGE))


def test_invented_content_passes_every_rule(small: list[demo.File], tmp_path: Path) -> None:
    site, findings = check(small, tmp_path)
    assert [str(f) for f in findings] == []
    assert len(site.documents) >= SMALL


@pytest.mark.parametrize("reports", [1, 14, 33, 150, 400])
def test_exactly_as_many_reports_as_wanted(reports: int) -> None:
    files = list(demo.files(reports))
    assert sum(f.report for f in files) == reports
    assert len({f.path for f in files}) == len(files)


def test_same_seed_same_bytes_another_seed_others(small: list[demo.File]) -> None:
    assert list(demo.files(SMALL)) == small
    other = {f.path: f.text for f in demo.files(SMALL, seed=2)}
    assert [f.path for f in small if f.report and other.get(f.path) == f.text] == []


def test_bodies_stay_as_they_are_when_more_are_wanted(small: list[demo.File], large: list[demo.File]) -> None:
    later = {f.path: f.text for f in large}
    changed = {f.path.rpartition("/")[0] for f in small if later[f.path] != f.text}
    assert {folder for folder in changed if not folder.endswith("/government")} <= _unfinished(small)


def _unfinished(files: list[demo.File]) -> set[str]:
    """Bodies with fewer years than others: the last one taken up had no room for all of them."""
    years = defaultdict(set)
    for file in files:
        if file.report:
            years[file.path.rpartition("/")[0]].add(file.path)
    return {folder for folder, found in years.items() if len(found) < 15}


def test_every_edition_kind_and_level_is_there(large: list[demo.File]) -> None:
    texts = "\n".join(f.text for f in large if f.report)
    assert set(re.findall(r'^format: "(\d+)"$', texts, re.MULTILINE)) == set(EDITIONS)
    assert {Path(f.path).stem.partition("-")[2] for f in large if "/20" in f.path} == {"", "aggregate", "plan", "summary"}
    profiles = "\n".join(f.text for f in large if f.path.endswith(("region.yml", "agency.yml")))
    assert set(re.findall(r"^level: (\w+)$", profiles, re.MULTILINE)) == {"province", "prefecture", "county", "township"}
    kinds = set(re.findall(r"^kind: (\w+)$", profiles, re.MULTILINE))
    assert kinds >= {"government", "office", "department", "township", "committee"}
    assert "former_names: " in profiles
    assert set(re.findall(r"how: (\w+)", profiles)) == {"merged", "abolished"}
    old = [f.text for f in large if re.search(r"/20(10|13|14|18)\.yml$", f.path)]
    by_edition = [yaml.load(text, Loader=yaml.CSafeLoader) for text in old]
    assert {bool(d.get("tables")) for d in by_edition if d["published"].year <= 2014} == {False}
    assert {bool(d.get("tables")) for d in by_edition if d["published"].year >= 2015} == {True}


def test_everything_is_marked_as_invented(large: list[demo.File]) -> None:
    assert demo.MARK in large[0].text.partition("\n")[0]
    texts = "\n".join(f.text for f in large if f.path.startswith("regions/"))
    names = re.findall(r"^(?:title|name|agency_name): (.+)$", texts, re.MULTILINE)
    assert [name for name in names if not name.startswith("示例")] == []
    assert [f.path for f in large if f.report and "演示数据" not in f.text] == []


# --- prose

def prose(text: str) -> str:
    sections = yaml.load(text, Loader=yaml.CSafeLoader)["sections"].values()
    return "\n".join(s if isinstance(s, str) else s["text"] for s in sections)


def sentences(text: str) -> set[str]:
    """Of a text, numbers apart."""
    return {re.sub(r"\d+", "#", s) for s in re.split(r"(?<=[。；])|\n", text) if s.strip()}


def test_prose_is_as_long_as_in_real_reports(small: list[demo.File]) -> None:
    lengths = sorted(len(prose(f.text)) for f in small if f.report)
    assert 1600 < lengths[0] <= lengths[-1] < 3200
    assert 2000 < lengths[len(lengths) // 2] < 2700


def test_a_year_repeats_most_of_the_last_but_not_nearly_all(small: list[demo.File]) -> None:
    said = {f.path: sentences(prose(f.text)) for f in small if f.report}
    shares = []
    for path, mine in said.items():
        year = re.search(r"/(\d{4})", path)
        before = said.get(path.replace(f"/{year[1]}", f"/{int(year[1]) - 1}")) if year else None
        if before:
            shares.append(len(mine & before) / max(len(mine), len(before)))
    assert 0.5 <= min(shares) <= max(shares) <= 0.9
    assert 0.65 <= sum(shares) / len(shares) <= 0.8


def test_neighbours_say_other_things(small: list[demo.File]) -> None:
    said = [sentences(prose(f.text)) for f in small if f.path.endswith("/2020.yml")]
    assert max(len(a & b) / len(a) for a in said for b in said if a is not b) < 0.3


def test_numbers_change_nearly_every_year(small: list[demo.File]) -> None:
    texts = [f.text for f in small if f.path.endswith(("education/2021.yml", "education/2022.yml"))]
    first, second = (dict(zip(re.split(r"\d+", p), re.findall(r"\d+", p), strict=False)) for p in map(prose, texts))
    both = first.keys() & second.keys()
    assert len(both) > 20
    assert sum(first[k] != second[k] for k in both) / len(both) > 0.6


def test_every_fact_the_sentences_ask_for_is_one() -> None:
    rows = [(t.key, row) for e in EDITIONS.values() for t in e.tables.values() for row in t.cell_rows]
    cells = {f"{key}.{row.key}.{c.key}" for key, row in rows for c in row.columns} | {f"{key}.{row.key}" for key, row in rows}
    assert {fact for fact in needed() if "." in fact} <= cells
    assert all(t.first and t.more for t in topics().values())


def test_a_template_is_cut_into_words_slots_and_ranges() -> None:
    assert cut("收到{=received}件，{topic}{3-20}条").pieces == ("收到", ("=received",), "件，", ("topic",), (3, 20), "条")


# --- faults

def test_each_fault_is_found_by_the_rule_named(tmp_path: Path) -> None:
    files = list(demo.files(600, faults=0.5))
    faulty = [f for f in files if f.rule]
    assert 200 < len(faulty) < 400
    _, findings = check(files, tmp_path)
    found = defaultdict(set)
    for finding in findings:
        found[finding.file].add((finding.rule, finding.at))
    missed = [(f.path, f.rule, f.at) for f in faulty if not any(
        rule == f.rule and (not f.at or at == f.at or f.at.startswith(f"{at}.")) for rule, at in found[f"content/{f.path}"])]
    assert missed == []


def test_every_fault_occurs() -> None:
    occurred = {f.rule for f in demo.files(1000, faults=0.5)} - {""}
    assert occurred == {*_faults.IN_DRAFT, *_faults.IN_TEXT}


def test_reports_without_a_fault_stay_as_they_are(small: list[demo.File]) -> None:
    sound = {f.path: f.text for f in small}
    assert [f.path for f in demo.files(SMALL, faults=0.3) if not f.rule and sound[f.path] != f.text] == []


# --- the command

def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["demo", *words])
    return result.exit_code, result.output


def test_the_command_writes_a_content_folder(tmp_path: Path, small: list[demo.File]) -> None:
    folder = tmp_path / "new"
    assert run(str(SMALL), str(folder))[0] == 0
    assert {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file()} == {
        f.path: f.text for f in small
    }


def test_the_command_lists_faults_beside_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    code, said = run("60", str(folder), "--faults", "0.5")
    listed = tmp_path / "new.faults.tsv"
    rows = [line.split("\t") for line in listed.read_text(encoding="utf-8").splitlines()]
    assert (code, rows[0]) == (0, ["file", "rule", "at"])
    assert all((folder / file).is_file() and rule for file, rule, _ in rows[1:])
    assert f"{len(rows) - 1} 份各有一处错" in said
    assert run("60", str(folder), "--force", "-q") == (0, "")
    assert not listed.exists()


def test_the_command_never_writes_over_anything_else(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: 真实的平台\n", encoding="utf-8")
    for words in ((), ("--force",)):
        code, said = run("5", str(tmp_path), *words)
        assert (code, "没有写" in said) == (2, True)
    assert [p.name for p in tmp_path.iterdir()] == ["site.yml"]


def test_the_command_writes_over_its_own_only_when_told(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert run("20", str(folder))[0] == 0
    code, said = run("5", str(folder))
    assert (code, "--force" in said) == (2, True)
    assert run("5", str(folder), "--force")[0] == 0
    assert len(list(folder.rglob("20*.yml"))) < 15
    (folder / "mine.txt").write_text("", encoding="utf-8")
    code, said = run("5", str(folder), "--force")
    assert (code, "mine.txt" in said) == (2, True)
