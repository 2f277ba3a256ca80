"""What is indexed: the tokens of awkward texts, the shadow pages, the list of pages."""

import gzip
import hashlib
import json
import re
import sys
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator import search
from generator.model.page import Heading, Page, Searchable
from generator.pipeline import ToolFailed, _pagefind
from generator.search import pagefind, tokens

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" 、。 ", ""),
        ("双随机、一公开", "双 随 机| 一 公 开"),
        ("《条例》“三公”经费（2018年）", "[条 例] {三 公} 经 费 (2 0 1 8 年)"),
        ("1.3亿元", "1 . 3 亿 元"),
        ("1.加强", "1@ 加 强"),
        ("结束。1.", "结 束~ 1@"),
        ("a.b. c...d", "a . b@^ c@@@ d"),
        ("www.gov.cn", "w w w . g o v . c n"),
        ("２０１８年，１３９８件", "2 0 1 8 年, 1 3 9 8 件"),
        ("政務公開後續", "政 务 公 开 后 续"),
        ("瞭望", "瞭 望"),
        ("WTO General  Office", "W T O^ G e n e r a l^ O f f i c e"),
        ("2018 年 3 月", "2 0 1 8 年 3 月"),
        ("①②℃㎡…", "1 2° C m 2@@@"),
        ("Café é", "C a f e e"),
        ("<script>alert('x')</script>", "<s c r i p t> a l e r t \\('x'\\)</ s c r i p t>"),
        ("（a)(", "(a\\)\\("),
        ("a_b|c^d", "a\\- b\\| c\\^ d"),
        ("一\u200b二\u00ad三\t四\n五", "一 二 三 四 五"),
        ("𠮷野家", "𠮷 野 家"),
        ("—— 一", "==一"),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    assert " ".join(tokens.tokens(text)) == expected


SENTENCES = (
    "2018年，局党组把政务公开列为重点工作，微博、微信等新媒体全年发布500多条。",
    "财务预决算、“三公”经费等〔2018〕3号；收费1.3亿元（含2.5％），详见《条例》第三十九条——附件·一。",
    "政務公開：主動公開 26 條；Q1 General Office a.b. 见 www.gov.cn/index.html。",
    "【注】‘引’「号」〈书〉×•_|~{}[]^@`\\\\(),:;!?=*～％+-/#$% 结束.",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_tokens_can_be_read_again(text: str) -> None:
    """With the codes undone the tokens are the text, but for traditional characters and blanks around Chinese."""
    undone = {code: mark for mark, code in tokens.codes().items()}
    shown = re.sub(r"\\\\.|\\.|[^\w]", lambda code: undone.get(code[0], code[0]), "".join(tokens.tokens(text)))
    plain = "".join(tokens.simplified().get(c, c) for c in text)
    assert shown.replace(" ", "") == plain.replace(" ", "")
    assert ("General Office" in plain) == ("General Office" in shown)


def test_codes_are_unlike_each_other_and_never_letters() -> None:
    codes = list(tokens.codes().values())
    assert len(codes) == len(set(codes))
    assert not any(c.isalnum() or c in "._&<>" for code in codes for c in code)
    assert all(code.isascii() for code in codes)


def page(path: str, title: str, *headings: Heading, year: int | None = None, **filters: str) -> Page:
    values: dict[str, tuple[str, ...]] = {key: (value,) for key, value in filters.items()}
    return Page(
        path=path, title=title,
        texts=Searchable(headings=(Heading(id="", text=title), *headings), filters=values, year=year),
    )


REPORT = page(
    "huaibei/commerce/2018.md", "淮北市商务局2018年度政府信息公开工作报告",
    Heading(id="一政务公开落实情况", text="一、政务公开落实情况", blocks=(SENTENCES[0], "", "——", SENTENCES[1])),
    Heading(id='二"<', text="二、<b>收费</b>", blocks=("A & B",)),
    year=2018, 行政区划="淮北市", 机关='淮北市"商务局"',
)  # fmt: skip


class Blocks(HTMLParser):
    """The blocks of the body: tag, id, text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None, str]] = []
        self.open: tuple[str, str | None] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open = (tag, dict(attrs).get("id")) if tag in ("h1", "h2", "p") else None

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            self.found.append((*self.open, data))


def test_shadow_has_the_blocks_of_the_page() -> None:
    [(path, html)] = search.shadow([REPORT, Page(path="search.md", title="搜索")])
    assert path == "huaibei/commerce/2018/index.html"
    assert html.startswith('<!doctype html>\n<html lang="zh-CN">')
    blocks = Blocks(html)
    kinds = [("h1", None), ("h2", "一政务公开落实情况"), ("p", None), ("p", None), ("h2", '二"<'), ("p", None)]
    assert [(tag, name) for tag, name, _ in blocks.found] == kinds
    assert all(text.endswith(" `") for _, _, text in blocks.found)


def test_shadow_has_the_characters_of_the_page() -> None:
    """The characters are those of the page after NFKC and case folding: what the measuring program takes for true."""
    [(_, html)] = search.shadow([REPORT])
    assert REPORT.texts
    texts = [text for heading in REPORT.texts.headings for text in (heading.text, *heading.blocks)]
    indexed = ["".join(c for c in text if c.isalnum()).casefold() for _, _, text in Blocks(html).found]
    seen = ["".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).casefold() for text in texts]
    assert indexed == [text for text in seen if text]


def test_address_of_the_first_page() -> None:
    assert [path for path, _ in search.shadow([page("index.md", "首页")])] == ["index.html"]


def fragment(url: str) -> bytes:
    return gzip.compress(b"pagefind_dcd" + json.dumps({"url": url}).encode())


def test_catalogue() -> None:
    agency = page("huaibei/commerce/index.md", "淮北市商务局", 行政区划="淮北市", 类型="行政机关")
    pages = [REPORT, Page(path="search.md", title="搜索"), agency]
    fragments = {"zh-cn_1": fragment("/huaibei/commerce/2018/"), "zh-cn_2": fragment("/huaibei/commerce/")}
    name, content = pagefind.catalogue(pages, fragments)
    assert name == "pages.pf_pages"
    assert json.loads(gzip.decompress(content)) == {
        "keys": ["行政区划", "机关", "类型"],
        "values": [["淮北市"], ['淮北市"商务局"'], ["行政机关"]],
        "pages": [
            ["zh-cn_1", "huaibei/commerce/2018/", REPORT.title, 2018, [[0], [0], []]],
            ["zh-cn_2", "huaibei/commerce/", "淮北市商务局", None, [[0], [], [0]]],
        ],
    }
    assert pagefind.catalogue(pages, dict(reversed(fragments.items()))) == (name, content)


def test_catalogue_refuses_another_index() -> None:
    with pytest.raises(ValueError, match="differ"):
        pagefind.catalogue([REPORT], {})
    old = fragment("/huaibei/commerce/2018/")
    with pytest.raises(ValueError, match="not empty"):
        pagefind.catalogue([REPORT], {"zh-cn_1": old, "zh-cn_2": old})


def test_third_party_map_is_the_one_described() -> None:
    described = (ROOT / "overrides/assets/vendor/README.md").read_text(encoding="utf-8")
    for data in search.beside()["t2s.txt"], (ROOT / "overrides/assets/vendor/LICENSE-OpenCC.txt").read_bytes():
        assert hashlib.sha256(data).hexdigest() in described


def test_pagefind_makes_the_same_index_again() -> None:
    """Of many pages, whose words fill several parts of it."""
    pages = [page(f"a/{n}.md", f"{chr(0x4E00 + n)}年第{n}号报告", 类型="年度报告") for n in range(300)]
    one = _pagefind.files(pages)
    assert one == _pagefind.files(pages)
    assert len([path for path in one if path.endswith(".pf_fragment")]) == 300
    assert all(one.values())


def test_pagefind_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "messages", lambda _: iter([pagefind._message("Nonsense")]))
    with pytest.raises(ToolFailed, match="Nonsense"):
        _pagefind.files([REPORT])


def test_pagefind_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends at once, and what it says is told."""
    monkeypatch.setattr(pagefind, "command", lambda: ([sys.executable, "-m", "no_such_program"], {}))
    with pytest.raises(ToolFailed, match="no_such_program"):
        _pagefind.files([REPORT])
