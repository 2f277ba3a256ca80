"""`portal check` and `portal explain` as people and machines call them, on small trees, some of them in git."""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import checks, diff, formats, rooms
from generator import cli as room
from generator.cli import main
from generator.cli._formats import github
from generator.load import load
from generator.model.document import Narrative
from tests.conftest import TODAY

SCHEMA = Path(__file__).parent / "golden" / "sarif-2.1.0.json"
HOME = "regions/area/agency"
QUIET: dict[str, str | None] = dict.fromkeys(("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"))
KEYS = {"file", "line", "column", "severity", "rule", "at", "expected", "found", "message", "accepted", "remedy", "paste"}


def report(year: int, figure: int = 3, more: str = "") -> str:
    """A report with nothing wrong, published in January."""
    return (f'format: "2021"\ntitle: 示例机关{year}年政府信息公开工作年度报告\npublished: {year + 1}-01-20\n'
            f"sections: {{overview: {year}年工作有序开展，全年公开信息{figure}条。}}\n"
            f"figures: [{{key: items, label: 公开信息, value: {figure}, unit: 条}}]\n{more}")


def tree(folder: Path, **files: str) -> Path:
    """A content folder with site, region and agency, and the given files of the agency (`f2024="…"`)."""
    content = folder / "content"
    base = {
        "site.yml": "title: 示例\nurl: https://example.gov.cn/portal\norganisation: 某市\n",
        "regions/area/region.yml": "name: 示例省\nlevel: province\n",
        f"{HOME}/agency.yml": "name: 示例机关\nkind: department\n",
    }
    write(content, base | {f"{HOME}/{name[1:]}.yml": text for name, text in files.items()})
    return content


def write(content: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")


def check(content: Path, *args: str | Path, env: dict[str, str] | None = None) -> Result:
    command = ["check", "--content", str(content), "--today", "2025-03-01", "-q", "--ignore", "required_section", *map(str, args)]
    result = CliRunner().invoke(main, command, env=QUIET | (env or {}))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def told(content: Path, *args: str | Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(check(content, "--format", "json", *args).stdout)
    return found


def rules(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(f["file"].rpartition("/")[2], f["rule"]) for f in found]


LATE = report(2023).replace("2024-01-20", "2024-02-08")
FUTURE = report(2024).replace("2025-01-20", "2025-03-02")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """An error, a warning, an accepted warning and something to know."""
    accepted = report(2022).replace("2023-01-20", "2023-02-08")
    accepted += "accept: [{rule: late, at: published, reason: 网站迁移}]\n"
    return tree(tmp_path, f2021=report(2021), f2020=report(2020), f2022=accepted, f2023=LATE, f2024=FUTURE, f2018=report(2018))


# --- what is printed

def test_text_is_a_finding_a_line_and_accepted_ones_are_notes(faulty: Path) -> None:
    result = check(faulty)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    said = "发布日期应不晚于今天（2025-03-01），实为 2025-03-02；请核对年、月、日"
    assert f"content/{HOME}/2024.yml:3:12: error: {said} [future]" in lines
    assert any(line.startswith(f"content/{HOME}/2022.yml:3:12: accepted: ") and "照录：网站迁移 [late]" in line for line in lines)


def test_nothing_found_is_said_and_passes(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--content", str(tree(tmp_path)), "--today", "2025-03-01"], env=QUIET)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "没有发现问题" in result.stderr


def test_json_carries_every_field(faulty: Path) -> None:
    found = told(faulty)
    assert all(set(f) == KEYS for f in found)
    late = {f["accepted"]: f for f in found if f["rule"] == "late"}
    assert set(late) == {None, "网站迁移"}
    assert (late[None]["expected"], late[None]["found"], late[None]["at"], late[None]["line"], late[None]["column"]) == (
        "2024-01-31", "2024-02-08", "published", 3, 12)
    assert told(tree(faulty.parent / "empty")) == []


def test_english_mixes_in_no_chinese(faulty: Path) -> None:
    result = check(faulty, "--lang", "en")
    said = "Date is after today at published: expected ≤ 2025-03-01, found 2025-03-02"
    assert f"content/{HOME}/2024.yml:3:12: error: {said} [future]" in result.stdout
    for form in ("text", "github", "markdown"):
        assert not re.search("[\u4e00-\u9fff]", check(faulty, "--lang", "en", "--format", form).stdout)


def test_markdown_keeps_markup_of_proposed_files_quiet(tmp_path: Path) -> None:
    content = tree(tmp_path, f2024=report(2024, more="'<img src=x>|@owner [a](https://evil)': 1\n"))
    text = check(content, "--format", "markdown").stdout
    assert "| 错误 |" in text and "unknown\\_key" in text
    for raw in ("<img", "@owner", "[a](", "https://evil"):
        assert raw not in text


def test_control_characters_reach_no_terminal(tmp_path: Path) -> None:
    content = tree(tmp_path, f2024=report(2024, more='"\\e[2Jx\\u202E": 1\n'))
    said = check(content).stdout
    assert "\x1b" not in said and "\u202e" not in said and "<U+001B>" in said


# --- github

def test_github_escapes_data_and_properties() -> None:
    assert github._data("100%\r\n::x, a:b") == "100%25%0D%0A::x, a:b"
    assert github._property("a:b,c%\n") == "a%3Ab%2Cc%25%0A"


def test_github_writes_ten_of_a_kind_errors_first_and_the_rest_in_the_summary(tmp_path: Path) -> None:
    years = range(2009, 2024)
    content = tree(tmp_path, **{f"f{y}": report(y).replace(f"{y + 1}-01-20", f"{y + 1}-04-20") for y in years}, f2024=FUTURE)
    summary = tmp_path / "summary.md"
    env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_WORKSPACE": str(tmp_path.parent)}
    lines = check(content, env=env).stdout.splitlines()
    place = f"file={tmp_path.name}/content/{HOME}/2024.yml,line=3,col=12,title=错误 future"
    assert lines[0].startswith(f"::error {place}::发布日期应不晚于今天")
    assert sum(line.startswith("::warning ") for line in lines) == 10
    rows = [line for line in summary.read_text(encoding="utf-8").splitlines() if line.startswith("| 提醒")]
    assert len(rows) == 15
    assert all("(https://example.gov.cn/portal/rules/late/)" in row for row in rows)


def test_summary_stays_under_one_mebibyte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.cli._formats import markdown

    monkeypatch.setattr(markdown, "MOST", 700)
    text = check(tree(tmp_path, f2023=LATE, f2024=FUTURE, f2022=report(2022, more="a: 1\nb: 1\n")), "--format", "markdown").stdout
    assert "另有" in text and "处未列出" in text
    assert markdown.MOST < 1024**2


# --- sarif

def test_sarif_is_valid_and_explains_its_rules(faulty: Path) -> None:
    from jsonschema import Draft202012Validator

    write(faulty, {f"{HOME}/2024-plan.yml": "titel: 一\n"})
    for lang in ("zh", "en"):
        log = json.loads(check(faulty, "--format", "sarif", "--lang", lang).stdout)
        Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(log)
        run = log["runs"][0]
        known = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
        assert set(checks.rules()) <= set(known)
        assert known["late"]["helpUri"] == "https://example.gov.cn/portal/rules/late/"
        assert "```yaml" in known["late"]["help"]["markdown"]
        assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
        assert {"unknown_key", "future", "late"} <= {r["ruleId"] for r in run["results"]}
        accepted = [r for r in run["results"] if "suppressions" in r]
        assert [r["suppressions"][0]["justification"] for r in accepted] == ["网站迁移"]


# --- what is asked

def test_select_ignore_and_paths_choose(faulty: Path) -> None:
    assert {rule for _, rule in rules(told(faulty, "--select", "late", "--select", "future"))} == {"late", "future"}
    assert "late" not in {rule for _, rule in rules(told(faulty, "--ignore", "late"))}
    assert {file for file, _ in rules(told(faulty, faulty / HOME / "2023.yml"))} == {"2023.yml"}
    assert told(faulty, faulty / HOME) == told(faulty, faulty) == told(faulty)
    (faulty / HOME / "2").mkdir()
    assert check(faulty, faulty / HOME / "2").stdout == check(faulty, "--select", "layout").stdout


def test_fix_changes_the_layout_alone_and_what_it_cannot_keep_it_leaves(tmp_path: Path) -> None:
    content = tree(tmp_path, f2024=report(2024, more="scope:   own   # 本级\n"), f2023=report(2023) + "title: 再来一次\n")
    file, broken = content / HOME / "2024.yml", content / HOME / "2023.yml"
    before, kept = file.read_text(encoding="utf-8"), broken.read_text(encoding="utf-8")
    told = check(content, "--fix", str(file))
    after = file.read_text(encoding="utf-8")
    assert told.exit_code == 0 and "2024.yml: 已整理" in told.stderr and "2023.yml" not in told.stderr
    assert after != before and "scope: own  # 本级\n" in after and yaml.safe_load(after) == yaml.safe_load(before)
    told = check(content, "--fix")
    assert told.exit_code == 1 and "2023.yml:6: 未整理：有重复的键" in told.stderr and "2024.yml: 已整理" not in told.stderr
    assert broken.read_text(encoding="utf-8") == kept and "[syntax]" in told.stdout


def test_strict_fails_on_warnings_but_not_on_accepted_ones_or_on_information(faulty: Path) -> None:
    assert check(faulty, faulty / HOME / "2023.yml").exit_code == 0
    assert check(faulty, "--strict", faulty / HOME / "2023.yml").exit_code == 1
    assert check(faulty, "--strict", faulty / HOME / "2022.yml").exit_code == 0
    assert check(faulty, "--strict", "--select", "missing_year").exit_code == 0


@pytest.mark.parametrize(("args", "words"), [
    (["--select", "blance"], "是否想写“balance”？"), (["--ignore", "?"], "没有规则"), (["--format", "xml"], "sarif"),
    (["--today", "1 March"], "2026-01-31"), ([SCHEMA], "不在内容文件夹"), (["no/such"], "no/such"),
])
def test_wrong_usage_ends_with_2_and_says_what_to_do(faulty: Path, args: list[str], words: str) -> None:
    result = check(faulty, *args)
    assert result.exit_code == 2
    assert words in result.stderr


# --- --changed-from

def git(folder: Path, *args: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A repository whose content lies below its root, on a branch that main has not moved on from."""
    content = tree(tmp_path / "repo" / "sub", f2021=report(2021), f2022=report(2022), f2023=LATE, f2024=report(2024))
    write(content, {"regions/area/civil/agency.yml": "name: 示例民政机关\nkind: department\n",
                    "regions/area/civil/2023.yml": LATE.replace("示例机关", "示例民政机关"),
                    "regions/area/civil/2024.yml": report(2024, 8).replace("示例机关", "示例民政机关")})
    git(tmp_path, "init", "-q", "-b", "main", "repo")
    git(tmp_path / "repo", "add", ".")
    git(tmp_path / "repo", "commit", "-q", "-m", "1")
    git(tmp_path / "repo", "checkout", "-q", "-b", "work")
    return content


def edit(content: Path, path: str, old: str, new: str) -> None:
    text = (content / path).read_text(encoding="utf-8")
    assert old in text
    (content / path).write_text(text.replace(old, new), encoding="utf-8")


def test_a_change_answers_for_itself_and_counts_the_rest(published: Path) -> None:
    assert check(published, "--changed-from", "main").stdout == ""
    edit(published, "regions/area/civil/2024.yml", "2025-01-20", "2025-02-20")
    assert rules(told(published, "--changed-from", "main", "--select", "late")) == [("2024.yml", "late")]
    command = ["check", "--content", str(published), "--today", "2025-03-01", "--select", "late", "--changed-from", "main"]
    assert "提醒 1 处；此外：提醒 2 处" in CliRunner().invoke(main, command, env=QUIET).stderr


def test_a_changed_figure_needs_its_correction(published: Path) -> None:
    file = f"{HOME}/2022.yml"
    edit(published, file, "value: 3", "value: 4")
    git(published, "commit", "-qam", "2")
    found = told(published, "--changed-from", "main", "--select", "correction")
    assert [(f["file"], f["line"], f["at"], f["expected"]) for f in found] == [(f"content/{file}", 5, "figures.items", "3 → 4")]
    assert check(published, "--changed-from", "main").exit_code == 1
    assert check(published).exit_code == 0
    with (published / file).open("a", encoding="utf-8") as end:
        end.write(f"{found[0]['paste']}\n".replace("…", "漏计一条"))
    assert told(published, "--changed-from", "main") == []


def test_what_was_published_is_not_taken_away_by_the_agency_alone(published: Path) -> None:
    """A report deleted, or moved to another address, by a maintainer of the agency; one that allows it is not asked."""
    edit(published, f"{HOME}/agency.yml", "kind:", 'maintainers: ["@li"]\nkind:')
    git(published, "commit", "-qam", "2")
    (published / HOME / "2022.yml").rename(published / HOME / "2022-summary.yml")
    (published / HOME / "2023.yml").unlink()
    asked = ("--changed-from", "HEAD", "--select", "ownership", "--author", "li")
    found = told(published, *asked)
    assert [(f["file"], f["severity"]) for f in found] == [(f"content/{HOME}/2022.yml", "error")]
    assert "已公布的文件被删去或移走，共 2 份" in found[0]["message"]
    assert told(published, *asked, "--allow-foreign") == []


def test_what_main_has_done_since_is_not_this_change(published: Path) -> None:
    git(published, "checkout", "-q", "main")
    edit(published, f"{HOME}/2022.yml", "value: 3", "value: 4")
    git(published, "commit", "-qam", "on main")
    git(published, "checkout", "-q", "work")
    assert told(published, "--changed-from", "main") == []


def test_new_files_deleted_files_and_profiles_are_changes(published: Path) -> None:
    write(published, {f"{HOME}/2020.yml": report(2020).replace("2021-01-20", "2021-02-20")})
    assert ("2020.yml", "late") in rules(told(published, "--changed-from", "main"))
    edit(published, f"{HOME}/agency.yml", "kind:", "parent: area/civil\nkind:")
    git(published, "add", ".")
    git(published, "commit", "-qm", "2")
    for path in (published / "regions/area/civil").iterdir():
        path.unlink()
    assert ("agency.yml", "reference") in rules(told(published, "--changed-from", "work"))


def test_a_profile_changed_brings_up_what_depends_on_it(published: Path) -> None:
    edit(published, f"{HOME}/agency.yml", "kind: department", "kind: government")
    assert told(published, "--changed-from", "main", "--select", "late") == []
    edit(published, f"{HOME}/agency.yml", "kind: government", "kind: township")
    assert rules(told(published, "--changed-from", "main", "--select", "late")) == [("2023.yml", "late")]


def test_a_copied_text_is_told_although_it_stands_at_the_neighbour(published: Path) -> None:
    text = "".join(f"第{n}项工作由第{n}科负责，第{n}季度完成，群众反映良好，第{n}次评议合格。" for n in range(40))
    write(published, {f"{HOME}/2024.yml": report(2024).replace("overview: ", f"overview: {text}")})
    git(published, "commit", "-qam", "2")
    copy = report(2024, 8).replace("overview: ", f"overview: {text}").replace("2025-01-20", "2025-01-10")
    write(published, {"regions/area/civil/2024.yml": copy.replace("示例机关", "示例民政机关")})
    assert [f["file"] for f in told(published, "--changed-from", "HEAD", "--select", "near_copy")] == [f"content/{HOME}/2024.yml"]


def test_a_member_changed_brings_up_the_report_that_adds_it_up(published: Path) -> None:
    form = formats.EDITIONS["2021"].tables["review_and_litigation"]
    table = "tables:\n  review_and_litigation:\n" + "".join(f"    {row.key}: 0\n" for row in form.cell_rows)
    gov, member = "regions/area/gov", "regions/area/civil"
    write(published, {
        f"{gov}/agency.yml": "name: 示例市人民政府\nkind: government\n", f"{member}/2024.yml": report(2024, 8, table),
        f"{gov}/2024.yml": report(2024, 5, table), f"{gov}/2023.yml": report(2023, 6, table),
    })
    edit(published, f"{member}/agency.yml", "kind:", "parent: area/gov\nkind:")
    git(published, "add", ".")
    git(published, "commit", "-qm", "2")
    assert told(published, "--changed-from", "HEAD") == []
    edit(published, f"{member}/2024.yml", "reconsideration: 0", "reconsideration: [1, 0, 0, 0, 1]")
    found = [(f["file"], f["rule"]) for f in told(published, "--changed-from", "HEAD")]
    assert (f"content/{gov}/2024.yml", "roll_up") in found
    assert not any("2023" in file for file, _ in found)


def test_errors_on_changed_lines_come_first(published: Path) -> None:
    edit(published, f"{HOME}/2023.yml", "figures:", "index_number: 1\nfigures:")
    git(published, "commit", "-qam", "2")
    edit(published, f"{HOME}/2024.yml", "published:", "index_number: 1\npublished:")
    lines = check(published, "--changed-from", "HEAD", "--format", "github").stdout.splitlines()
    files = [line.partition(",line=")[0].rpartition("/")[2] for line in lines if "duplicate_index" in line]
    assert files == ["2024.yml", "2023.yml"]


def test_git_that_cannot_answer_is_wrong_usage(published: Path, faulty: Path) -> None:
    assert "git fetch" in check(published, "--changed-from", "nowhere").stderr
    assert "不在 git 仓库里" in check(faulty, "--changed-from", "main").stderr
    for content, ref in ((published, "nowhere"), (published, "--output=x"), (faulty, "main")):
        assert check(content, f"--changed-from={ref}").exit_code == 2


def test_every_cell_of_a_table_that_changes_is_told_at_its_place(portal_content: Path) -> None:
    """And nothing else is; the same document is no change."""
    documents = [d for d in load(portal_content, TODAY)[0].documents.values() if isinstance(d, Narrative)]
    assert len(documents) > 5
    for document in documents:
        assert diff.figures(document, document) == ()
        for key, table in document.tables.items():
            for row, cells in table.rows.items():
                for n, cell in enumerate(cells):
                    other = (*cells[:n], replace(cell, value=None if cell.value == 7 else 7), *cells[n + 1:])
                    after = replace(document, tables=document.tables | {key: replace(table, rows=table.rows | {row: other})})
                    (change,) = diff.figures(document, after)
                    steps = change.at.split(".")
                    column = steps[3] if len(steps) == 4 else "value"
                    assert (change.old, change.new) == (cell.value, other[n].value)
                    assert formats.cell(after, key, row, column) is other[n] and steps[:3] == ["tables", key, row]


# --- explain, help

def test_explain_prints_a_rule_with_reason_and_examples() -> None:
    said = CliRunner().invoke(main, ["explain", "late"]).stdout
    assert "第四十九条" in said and "合格：" in said and "    published: 2025-02-08" in said
    assert "范围：读取" in CliRunner().invoke(main, ["explain", "type"]).stdout


def test_explain_lists_all_rules_and_names_the_nearest() -> None:
    listed = CliRunner().invoke(main, ["explain"]).stdout
    assert all(id in listed for id in (*checks.rules(), "syntax", "attachment"))
    wrong = CliRunner().invoke(main, ["explain", "blance"])
    assert wrong.exit_code == 2 and "是否想写“balance”？" in wrong.stderr


@pytest.mark.parametrize("name", [name.removesuffix("_") for name in rooms.members(room)])
def test_every_command_has_help_with_an_example(name: str) -> None:
    said = CliRunner().invoke(main, [name, "--help"]).stdout
    assert "例：" in said and f"portal {name}" in said.partition("例：")[2]
