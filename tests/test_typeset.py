"""Pages set piece by piece are what MkDocs and Python-Markdown make of them as a whole, byte for byte."""

import contextlib
import gc
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2.runtime import Context, Macro
from mkdocs.commands.build import get_context
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils import meta as mkdocs_meta

from generator import pages, pipeline, typeset
from generator.typeset import frame, pieces
from tests.conftest import TODAY

RAW = '<p class="lead">2021年 <b id="x">3</b> 件。</p>'
CUT = {
    "headings": "# 题 {: #title .doc-title }\n\n## 一 {: #one }\n\n文字\n\n## 二 {: #b data-x=\"\" }\n\n### 三\n\n末尾",
    "raw": f"# 题\n\n{RAW}\n\n\n<details class=\"facts\" open>\n<summary>一</summary>\n\n<p>二</p>\n</details>\n\n文字\n\n{RAW}",
    "nested": "<div class=\"a\"><div>一</div>\n\n<div id=\"y\">二</div></div>\n\n文字",
    "markdown inside": "甲\n\n<div class=\"related\" markdown=\"1\">\n\n- [链接](index.md)\n- 二\n\n</div>\n\n乙",
    "lists": "甲\n\n1. 一\n2. 二\n\n    续\n\n3. 三\n\n乙\n\n- 一\n\n- 二\n\n丙\n\n7. 七\n\n<p>丁</p>\n\n8. 八",
    "code": "甲\n\n    code\n\n    more\n\n乙\n\n    code\n\n<p>丙</p>\n\n    code",
    "table": "甲\n\n| 一 | 二 |\n| --- | --: |\n| 三 | **四** |\n\n乙",
    "inline": "一 **二** `三` \\* &amp; &lt; 五\n\n六 & 七\n\n“八” 'nine' — 十\n\n十一 <b>十二</b>",
    "plain lines": "# 题\n\n一\n\n二\n\n\n\n三\n\n2021年 \n\n四\n\n五\n六\n\n七\n\n- 八\n\n九\n\n十 id=\"z\"\n",
    "lines": "一\n二\n\n三  \n四\n\n1．全角\n\n（一）一\n\n12 件\n\n3) 一\n\n2021年\n\n　　全角空格开头\n\n末尾空格 ",
    "quotes": "> 一\n\n二\n\n> 三\n\n---\n\n四\n\n===\n\n*一*\n\n+ 二",
    "empty": "",
}
WHOLE = {
    "the same heading twice": "## 一\n\n文字\n\n## 一\n\n## 二 {: #一 }",
    "a heading without words": "## ！\n\n## ？",
    "a heading in an element": "<div markdown=\"1\">\n\n## 一 {: #one }\n\n文字\n\n</div>\n\n## 二 {: #two }",
    "a reference": "[一][a] 与 二\n\n文字\n\n[a]: index.md",
    "a heading after a line": "一\n# 二\n\n三\n==\n\n四",
    "an element that goes on": "<p>一</p> 二\n\n三\n\n<div>四</div>\n五",
    "an element without an end": "<div>一\n\n二",
    "a comment": "<!-- 一\n\n二 -->\n\n三",
    "tabs": "-\t一\n\n\t二\n\n三",
    "marked headings": "## 一 *二* {: #a }\n\n## `三` {: #b }",
}


@pytest.fixture(scope="module")
def typesetter(built: Path) -> typeset.Typesetter:
    """As the pipeline has it."""
    places = {"PORTAL_CONFIG": "portal.yml", "PORTAL_DOCS": "docs", "PORTAL_SITE": "site"}
    with typeset.environment({"PORTAL_ASSETS": "assets", **{name: str(built / place) for name, place in places.items()}}):
        return typeset.Typesetter(pipeline.HERE / "mkdocs.yml")


@pytest.mark.parametrize("name", [*CUT, *WHOLE])
def test_pieces_make_what_the_whole_makes(typesetter: typeset.Typesetter, name: str) -> None:
    """Content, contents list, title, anchors, and links."""
    assert _set(typesetter, {**CUT, **WHOLE}[name], typesetter._quick.convert) == _set(
        typesetter, {**CUT, **WHOLE}[name], lambda page: page.render(typesetter._config, typesetter._files))


def test_any_mixture_of_pieces_is_made_as_a_whole(typesetter: typeset.Typesetter) -> None:
    """Lines that differ from plain ones by a sign, a space or a number, among others."""
    rng = random.Random(7)
    parts = ["一", "2021年", "7", ".", ") ", " ", "\u3000", "\n", "，字", *pieces.SIGNS, *"-+=|:~", "a", "&amp;", "# ",
             "\n\n", "<b>二</b>"]
    blocks = ["一二三。", "2021年", RAW, "## 一 {: #one }", "## 二", "<div>\n<p>一</p>\n\n<p>二</p>\n</div>", "- 一", "（一）甲"]
    plain = 0
    for _ in range(400):
        some = rng.choices(blocks, k=rng.randint(1, 6))
        some.insert(rng.randint(0, len(some)), "".join(rng.choices(parts, k=rng.randint(1, 4))))
        text = "\n\n".join(some).replace("&#", "& ")        # after which the parser takes no element for one
        assert _set(typesetter, text, typesetter._quick.convert) == _set(
            typesetter, text, lambda page: page.render(typesetter._config, typesetter._files)), text
        with contextlib.suppress(pieces.Across):
            plain += all(not isinstance(piece, pieces.Rest) for piece in pieces.cut(text)[0])
    assert plain > 20


def test_what_reaches_across_is_not_cut(typesetter: typeset.Typesetter, monkeypatch: pytest.MonkeyPatch) -> None:
    """The texts above are of two kinds, and plain ones need no parser."""
    quick, asked = typesetter._quick, []
    whole = quick._parsed

    def noted(text: str) -> str:
        asked.append(text)
        return whole(text)

    def parsed(text: str) -> list[str]:
        asked.clear()
        _set(typesetter, text, quick.convert)
        return [*asked]

    monkeypatch.setattr(quick, "_parsed", noted)
    assert [name for name, text in CUT.items() if text and text in parsed(text)] == []
    assert [name for name, text in WHOLE.items() if text not in parsed(text)] == []
    assert parsed(CUT["headings"]) == parsed(CUT["raw"]) == parsed(CUT["nested"]) == []
    assert [type(p).__name__ for p in pieces.cut(CUT["table"])[0]] == ["str", "Rest", "str"]


def _set(typesetter: typeset.Typesetter, text: str, convert: Any) -> tuple[Any, ...]:
    page = Page(None, typesetter._files.get_file_from_path("example.md"), typesetter._config)
    page.markdown, page.meta = text, {}
    convert(page)
    links = {to.src_uri: of for to, of in (page.links_to_anchors or {}).items()}
    return page.content, str(page.toc), page._title_from_render, page.present_anchor_ids, links


def test_frames_are_what_the_template_makes(typesetter: typeset.Typesetter, built: Path) -> None:
    """Pages of any kind, depth and contents list, one after the other, are what the theme's template makes of each alone."""
    pages = {path.relative_to(built / "docs").as_posix(): path.read_text() for path in sorted((built / "docs").rglob("*.md"))}
    for path in ("index.md", "search.md", "agencies/index.md", "a/b/2021.md", "a/b/2022.md", "x.md", "agencies/y/z.md"):
        for kind, front, text in (
                ("report", "tags: {}", "# 题\n\n## 一 {: #one }\n\n## 二"), ("against", "wide: true", "# 题\n\n## 一 {: #one }"),
                ("year", "crumbs: [{text: 一, href: ../}, {text: 二 & 三}]", "# 题\n\n## 一 {: #two }\n\n### 三 & 四"),
                ("prose", "moved: a/", "字"), ("prose", "tags: {ArticleTitle: 一 <b>二</b>}", "<p data-live>字</p>"),
                ("prose", "tags: []", "")):
            pages[f"{path} {kind} {front}"] = f"---\ntitle: 题 <i>与</i> 目\nkind: {kind}\n{front}\n---\n\n{text}"
    different = []
    for name, source in pages.items():
        file = typesetter._files.get_file_from_path(name.partition(" ")[0])
        page = file.page if file.page is not None else Page(None, file, typesetter._config)
        page.markdown, page.meta = mkdocs_meta.get_data(source)
        typesetter._quick.convert(page)
        page.active = True
        alone = typesetter._frame._template.render(get_context(typesetter._nav, (), typesetter._config, page))
        if typesetter._frame.render(page) != alone:
            different.append(name)
        page.active = False
    assert different == []
    assert len(typesetter._frame._frames) < len(pages) / 2


def test_what_a_frame_cannot_know_is_not_asked() -> None:
    """A template that asks of a text more than whether there is one would get the same answer for all pages."""
    gap: Any = frame.Gap(3)
    assert gap
    asked: list[Callable[[], Any]] = [
        lambda: gap == "题", lambda: gap in ["题"], lambda: "题" in gap, lambda: {gap: 1}, lambda: len(gap),
        lambda: frame._Shown(meta={}).toc]
    for asks in asked:
        with pytest.raises(TypeError):
            asks()


def test_pages_of_documents_leave_no_circles(typesetter: typeset.Typesetter, portal_content: Path) -> None:
    """A macro in the template of a page would hold all that was read for it until somebody looks."""
    site, _ = pipeline.check(portal_content, TODAY)
    assert site
    made = pages.Pages(site)
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        for task in made.tasks:
            for written in made.make(task) if task.document else ():
                typesetter.page(written.page.path, written.meta, written.body)
        gc.collect()
        left = [thing for thing in gc.garbage if isinstance(thing, Context | Macro)]
    finally:
        gc.set_debug(0)
        gc.enable()
        gc.garbage.clear()
    assert left == []


def test_destinations_are_those_of_mkdocs() -> None:
    """Worked out without its records of files, which take ten times as long."""
    paths = ["index.md", "a.md", "a/index.md", "a/README.md", "a/b.c.md", "a/b.markdown", "a/b.json", "README.md", "c.csv.gz",
             "a/.b/c.md"]
    ours = [typeset.destination(path) for path in paths]
    assert ours == [*(File(path, None, "", use_directory_urls=True).dest_uri for path in paths[:-1]), None]
