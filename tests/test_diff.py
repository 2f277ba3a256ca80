"""`portal diff`: figures by the form's names, prose by words, files; and what the other commands of review say."""

import json
import shutil
import threading
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from generator import wording
from generator.cli import main
from generator.cli._differences import escape
from tests.scratch import api, hub

COMMERCE = "regions/example-city/commerce"


def portal(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def changed(portal_content: Path, tmp_path: Path) -> Path:
    """The content with a bit of everything changed."""
    folder = tmp_path / "content"
    shutil.copytree(portal_content, folder)
    edit(folder / COMMERCE / "2021.yml", "normative_documents:      [2, 1, 12]", "normative_documents:      [2, ~, 13]")
    edit(folder / COMMERCE / "2021.yml", "收到申请16件", "收到申请17件")
    edit(folder / COMMERCE / "2021.yml", "其中简易程序16件", "其中简易程序15件")
    edit(folder / COMMERCE / "agency.yml", '"@example-commerce", ', "")
    (folder / "regions/example-city/government/2022.yml").unlink()
    (folder / COMMERCE / "files/2021.pdf").write_bytes(b"%PDF-1.4 another")
    edit(folder / "regions/example-city/grain/2019.yml", "format:", "format: [")
    return folder


def test_every_kind_of_difference(portal_content: Path, changed: Path) -> None:
    said = portal("diff", portal_content, changed).output
    assert said.startswith("删去 1 个文件，修改 4 个文件，2 个数字有变，其中丢失数字 ")
    assert "丢失 第二十条第（一）项 › 行政规范性文件 · 本年废止件数：1 → 空白" in said
    assert "行政规范性文件 · 现行有效件数：12 → 13" in said
    assert "收到申请[-16-]{+17+}件" in said
    assert "行政处罚 · 本年处理决定数量 原文所印：22（其中简易程序16件） → 22（其中简易程序15件）" in said
    assert "维护人：@example-commerce、@example-office → @example-office" in said
    assert said.index("删去 content/") < said.index("丢失 第二十条") < said.index("12 → 13")
    assert "16 字节" in said and "grain/2019.yml" in said


def test_what_only_moved_has_lost_nothing(portal_content: Path, tmp_path: Path) -> None:
    """A folder with another name: each file says whence; one that was edited on the way is told in full."""
    folder = tmp_path / "content"
    shutil.copytree(portal_content, folder)
    (folder / COMMERCE).rename(folder / "regions/example-city/trade")
    edit(folder / "regions/example-city/trade/2021.yml", "收到申请16件", "收到申请17件")
    files = json.loads(portal("diff", portal_content, folder, "--format", "json").output)
    changes = {file["file"].removeprefix("content/regions/example-city/"): file for file in files}
    moved = changes["trade/2018.yml"]
    assert moved["change"] == "moved" and moved["name"].startswith("示例市外经贸局2018") and not moved["cells"]
    assert [(f["old"], f["new"]) for f in moved["fields"]] == [(COMMERCE, "regions/example-city/trade")]
    assert (changes["commerce/2021.yml"]["change"], changes["trade/2021.yml"]["change"]) == ("removed", "added")
    assert "commerce/2018.yml" not in changes
    said = portal("diff", portal_content, folder).output
    assert "移动 content/regions/example-city/trade/agency.yml  示例市商务局" in said
    assert f"文件夹：{COMMERCE} → regions/example-city/trade" in said


def test_forms_of_the_answer(portal_content: Path, changed: Path) -> None:
    files = json.loads(portal("diff", portal_content, changed, "--format", "json").output)
    assert files[0]["change"] == "removed" and files[0]["figures"] > 100
    cells = next(f for f in files if f["file"].endswith("commerce/2021.yml"))["cells"]
    assert cells[0]["at"] == "tables.proactive_disclosure.normative_documents.repealed_this_year"
    assert (cells[0]["old"], cells[0]["new"]) == ("1", None)
    assert "| 丢失 | 第二十条第（一）项 ›" in portal("diff", portal_content, changed, "--format", "markdown").output
    assert "<tr class=loss><td>丢失 第二十条" in portal("diff", portal_content, changed, "--format", "html").output
    assert portal("diff", portal_content, changed, "--exit-code").exit_code == 1
    assert portal("diff", portal_content, portal_content, "--exit-code").exit_code == 0


def test_between_commits_and_the_working_tree(portal_content: Path, tmp_path: Path) -> None:
    repository = hub.hub(tmp_path / "hub", portal_content)
    file = repository / "content" / COMMERCE / "2021.yml"
    edit(file, "[2, 1, 12]", "[2, 1, 14]")
    here = portal("diff", "HEAD", "--content", repository / "content").output
    hub.git(repository, "commit", "-qam", "change")
    edit(file, "[2, 1, 14]", "[2, 1, 15]")
    assert "12 → 14" in here
    assert portal("diff", "HEAD^", "HEAD", "--content", repository / "content").output == here
    assert portal("diff", "nothing", "--content", repository / "content").exit_code == 2
    assert portal("diff", "HEAD", portal_content, "--content", repository / "content").exit_code == 2


@pytest.mark.parametrize(("old", "new", "said"), [
    ("共5件。", "共6件。", "=共|-5|+6|=件。"),
    ("甲乙丙丁", "甲乙戊丙丁", "=甲乙|+戊|=丙丁"),
    ("共12345条，增长5%", "共12346条，增长6%", "=共|-12345|+12346|=条，增长|-5%|+6%"),
    ("一" * 50 + "甲" + "二" * 50, "一" * 50 + "乙" + "二" * 50, f"……|={'一' * 12}|-甲|+乙|={'二' * 12}|……"),
    ("培训5次，6人。", "培训6次，7人。", "=培训|-5次，6|+6次，7|=人。"),
    ("收入1,234.5元。", "收入1,235元。", "=收入|-1,234.5|+1,235|=元。"),
    ("一是加强领导，受理申请5件。", "受理申请15件，一是强化培训。", "-一是加强领导，|=受理申请|-5件|+15件，一是强化培训|=。"),
    ("人员不足。全年收到2件。", "解读不够。全年收到12件。", "-人员不足。|+解读不够。|=全年收到|-2|+12|=件。"),
])
def test_prose_by_words(old: str, new: str, said: str) -> None:
    assert "|".join(f"{tag}{text}" for tag, text in wording.pieces(old, new)) == said


@pytest.mark.parametrize("seed", range(50))
def test_what_is_alike_is_what_difflib_finds(seed: int) -> None:
    random = Random(seed)
    a, b = ("".join(random.choices("甲乙丙丁戊己"[:random.randint(2, 6)], k=random.randrange(40))) for _ in range(2))
    alike = [places(SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())] * 2
    assert [places(wording._runs(a, b, 1)), wording._alike(list(a), list(b))] == alike


@pytest.mark.parametrize("least", range(1, 9))
def test_runs_are_the_longest_that_difflib_finds(least: int) -> None:
    random = Random(least)
    for _ in range(50):
        a, b = ("".join(random.choices("甲乙丙丁戊己"[:random.randint(1, 6)], k=random.randrange(60))) for _ in range(2))
        assert wording._runs(a, b, least) == longest(a, b, least), (a, b)


def longest(a: str, b: str, least: int) -> list[tuple[int, int, int]]:
    """The plain way."""
    at, to, size = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    if size < least:
        return []
    behind = longest(a[at + size:], b[to + size:], least)
    return [*longest(a[:at], b[:to], least), (at, to, size), *((at + size + i, to + size + j, n) for i, j, n in behind)]


@pytest.mark.parametrize("seed", range(50))
def test_pieces_are_both_texts(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was kept and taken out is the old text, what was kept and put in the new one, word for word in their order."""
    monkeypatch.setattr(wording, "AROUND", 10_000)
    random = Random(seed)
    words = ["收到", "申请", "办结", "政府信息公开", "5", "12", "1,234.5%", "0", "件", "，", "、", "。", "\n", "QQ", "的"]
    old, new = ([*random.choices(words, k=random.randrange(80))] for _ in range(2))
    new = random.choice([new, [w for w in old if random.random() < .9], old[10:] + new[:5] + old[:10]])
    a, b = "".join(old), "".join(new)
    found = wording.pieces(a, b)
    assert a == b or ["".join(text for tag, text in found if tag in kept) for kept in ("=-", "=+")] == [a, b]


def places(blocks: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
    return [(i + n, j + n) for i, j, size in blocks for n in range(size)]


@pytest.mark.parametrize("word", [
    "<b>", "[a](b)", "![a](b)", "@all", "a#1", "`x`", "*x*", "_x_", "a|b", "https://x", "www.x", "# x", "- x", "1. x", "&#64;",
    "~~x~~", "a\u202eb", "> x", "---", "$x$", "<!-- x",
])
def test_words_of_others_are_no_markup(word: str) -> None:
    """What GitHub would take for markup is broken by a backslash, an entity or a space of no width."""
    assert escape(word) != word


# --- who reviews, who is late, what still answers

def test_codeowners_is_current(portal_content: Path, tmp_path: Path) -> None:
    """The file of the fixed portal is as kept; a maintainer more makes it stale; what stands above the mark stays."""
    kept = Path(__file__).parent / "scratch" / "CODEOWNERS"
    repository = tmp_path / "r"
    shutil.copytree(portal_content, repository / "content")
    file = repository / ".github" / "CODEOWNERS"
    file.parent.mkdir()
    shutil.copy(kept, file)
    options = ("codeowners", "--content", repository / "content", "--file", file)
    assert portal(*options, "--check").exit_code == 0
    edit(repository / "content" / COMMERCE / "agency.yml", "maintainers: [", 'maintainers: ["@new/team", ')
    assert portal(*options, "--check").exit_code == 1
    assert portal(*options).exit_code == 0
    assert file.read_text().startswith("* @example/portal\n") and "/commerce/ @new/team @example-commerce" in file.read_text()
    edit(repository / "content" / COMMERCE / "agency.yml", "@new/team", "@new *")
    assert portal(*options).exit_code == 1


def test_deadlines_before_and_after(portal_content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("deadlines", "--content", portal_content, "--format", "json", "--today")
    due = {d["agency"]: d["days"] for d in json.loads(portal(*asked, "2023-01-20").output)}
    assert due == {"example-city/commerce": 11}, "the government has reported on 2022, the third body is gone"
    assert {d["agency"]: d["days"] for d in json.loads(portal(*asked, "2024-02-01").output)} == {
        "example-city/commerce": -1, "example-city/government": 59}
    assert json.loads(portal(*asked, "2023-12-01").output)[0]["days"] == -304
    with api.server() as github:
        for name, value in (("API_URL", github.address), ("REPOSITORY", api.NAME), ("TOKEN", api.TOKEN)):
            monkeypatch.setenv(f"GITHUB_{name}", value)
        for _ in range(2):
            assert portal(*asked, "2024-02-01", "--post").exit_code == 0
        assert [i["title"] for i in github.issues] == ["年度报告期限：逾期 1，将到期 1"]


@pytest.fixture
def outside() -> Iterator[str]:
    """A server that knows /ok, refuses HEAD for /get, and has lost the rest."""
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            found = {"/ok": 200, "/get": 200 if self.command == "GET" else 405, "/slow": 500}.get(self.path, 404)
            self.send_response(found)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_GET

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()


def test_links(outside: str, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    (folder / "pages").mkdir(parents=True)
    words = f"[好]({outside}/ok)，{outside}/get。失效：<{outside}/lost>、{outside}/slow；http://127.0.0.1:1/x；https://skip.invalid/a"
    (folder / "pages/about.md").write_text(f"# 关于\n\n{words}\n", encoding="utf-8")
    ignore = tmp_path / "links.yml"
    ignore.write_text("- {url: 'https://skip.invalid/*', reason: 不查}\n")
    options = ("links", "--content", folder, "--ignore-file", ignore, "--timeout", "5")
    done = portal(*options)
    assert done.exit_code == 1
    assert f"失效 {outside}/lost（404 Not Found）：content/pages/about.md" in done.output
    assert f"没有回答 {outside}/slow" in done.output and "没有回答 http://127.0.0.1:1/x" in done.output
    assert "有效 2，失效 1，没有回答 2，不查 1" in done.output
    ignore.write_text(f"- {{url: 'https://skip.invalid/*'}}\n- {{url: '{outside}/lost', reason: 已知}}\n")
    assert portal(*options).exit_code == 2, "a suppression has its reason"
    ignore.write_text(f"- {{url: '*', reason: 全部}}\n- {{url: '{outside}/none', reason: 没有用到}}\n")
    assert "没有用到" in portal(*options).output
