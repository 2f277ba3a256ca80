"""A small portal with its real index, made by the steps of the pipeline but for the theme: what the search tests read."""

import shutil
from html import escape
from pathlib import Path

from generator import addresses, search
from generator.model.page import Heading, Page, Searchable
from generator.pipeline import _pagefind
from generator.search import ngram

ROOT = Path(__file__).parent.parent.parent
FORM = (
    '<form class="search-box big" role="search" action="./"><input type="search" id="search-q" name="q">'
    '<button>搜索</button></form><div id="search-app" hidden></div>'
    '<div id="search-fallback"><a href="../agencies/">行政机关</a></div>'
    '<script type="module" src="../assets/search-page.js"></script>'
)


def report(path: str, region: str, agency: str, year: int, *parts: tuple[str, str, tuple[str, ...]]) -> Page:
    title = f"{region}{agency}{year}年度政府信息公开工作报告"
    return Page(
        path=f"{path}/{year}.md",
        title=title,
        texts=Searchable(
            headings=(Heading(id="", text=title), *(Heading(id=i, text=t, blocks=b) for i, t, b in parts)),
            filters={
                "行政区划": (region,),
                "机关": (region + agency,),
                "年份": (str(year),),
                "类型": ("年度报告",),
            },
            year=year,
        ),
    )


def about(path: str, title: str, *blocks: str) -> Page:
    texts = Searchable(headings=(Heading(id="", text=title, blocks=blocks),), filters={"类型": ("说明",)})
    return Page(path=path, title=title, texts=texts)


PAGES = [
    report(
        "huaibei/commerce", "淮北市", "商务局", 2018,
        ("一政务公开", "一、政务公开落实情况", (
            "2018年，局党组把政务公开列为重点工作，微博、微信等新媒体全年发布500多条。推进“双随机、一公开”监管。",
            "公布财政收支表和财务预决算、“三公”经费等30条，投资1.3亿元。",
        )),
        ("三依申请公开", "三、依申请公开情况", ("当年未收到政府信息公开申请。", "当年没有因信息公开引起的行政复议和行政诉讼。")),
    ),
    report(
        "huaibei/commerce", "淮北市", "商务局", 2019,
        ("一政务公开", "一、主动公开情况", ("主动公开1398条。办理行政复议2件，结果维持。",)),
        ("script", "二、<script>alert(1)</script>的处理", (
            "网页写明 <b>不得</b> 使用 A & B 标记。", "联系邮箱 a.b@example.cn。",
        )),
    ),
    report(
        "pingtan/taxation", "平潭综合实验区", "税务局", 2019,
        ("复议", "五、行政复议情况", ("行政复议3件。", *(f"第{n}项：本段说明行政复议的办理。" for n in range(4)))),
        ("费用", "六、收费", ("收取信息处理费398元，合计13亿元。",)),
    ),
    report(
        "taibei/police", "臺北市", "警察局", 2010,
        ("公開", "一、主動公開政府資訊", ("臺北市警察局主動公開法規２６條，後續由紅盾網公布。",)),
    ),
    report("jiangsu/commerce", "江苏省", "商务厅", 2024, ("总体", "一、总体情况", ("受商务局委托办理，人人有责。",))),
    about("guides/fees.md", "收费说明", "信息处理费按件计收，商务局窗口办理。"),
    Page(path="search.md", title="搜索"),
    *(
        report("many/water", "江苏省", "水利厅", year, ("水", "一、水利", ("节水型社会建设。",)))
        for year in range(2000, 2013)
    ),
]  # fmt: skip


def site_page(page: Page) -> str:
    """The page as a theme would build it."""
    parts = [FORM]
    if page.texts:
        parts = [f"<h1>{escape(page.title)}</h1>"]
        for number, heading in enumerate(page.texts.headings):
            if number:
                parts.append(f'<h2 id="{escape(heading.id)}">{escape(heading.text)}</h2>')
            parts += [f"<p>{escape(block)}</p>" for block in heading.blocks]
        parts = ["<div data-pagefind-body>", *parts, "</div>"]
    head = f'<meta charset="utf-8"><title>{escape(page.title)}</title><link rel="icon" href="data:,">'
    return f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>{"".join(parts)}</body></html>'


def build(folder: Path, engine: str = "pagefind") -> Path:
    """A site with its index, made by the steps of the pipeline."""
    site = folder / "site"
    files: dict[str, str | bytes] = {f"{addresses.url(page.path)}index.html": site_page(page) for page in PAGES}
    made = search.beside() | search.assets() | (ngram.files(PAGES) if engine == "ngram" else {})
    files |= {f"assets/{name}": content for name, content in made.items()}
    if engine == "pagefind":
        files |= {f"pagefind/{path}": content for path, content in _pagefind.files(PAGES).items()}
    for path, content in files.items():
        write(site / path, content)
    for script in (ROOT / "overrides" / "assets").glob("search*.js"):
        shutil.copy(script, site / "assets")
    return site


def write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
