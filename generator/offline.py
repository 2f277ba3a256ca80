"""The offline copy: a built site that opens from a folder, without a server.

Browsers refuse from `file://` what a server makes easy: a folder does not answer with its `index.html`, modules are not
loaded and nothing can be fetched. So links name `index.html`, modules without imports become classic scripts, others go,
and what is left out (bulk data, API, feeds) is linked to where the portal stands. Pure: bytes in, bytes out.
"""

import html
import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from urllib.parse import unquote, urlsplit

KEPT = re.compile(r"\.(html|css|svg|png|ico|woff2|docx|yml)$|/files/[^/]+$|^build\.json$|^data/(tables\.xlsx|long-excel\.zip)$")
SCRIPTS = re.compile(r"^assets/(?!search|suggest).*\.js$")
LEFT_OUT = re.compile(r"^404\.html$|^pagefind/|^assets/(ngram|vendor)/")
TAG = re.compile(r"<(?:a|form|link|img|script)\s[^>]*>")
ADDRESS = re.compile(r'\b(href|action|src)="([^"]*)"')
MODULE = re.compile(r'<script type="module" src="([^"]+)"></script>\n?')
IMPORTS = re.compile(r"^\s*(?:import\s*[^(\s]|export\b)", re.MULTILINE)
README = """这是“{title}”的离线版，{today} 生成。

把压缩包整个解压，再用浏览器打开 index.html（不要在压缩包里直接打开）。
可以浏览全部页面、查看表格、全文搜索；成批的数据文件、数据接口和订阅要联网，链接指向
{url}
"""


def files(paths: Collection[str], read: Callable[[str], bytes], url: str, title: str, today: str) -> Iterator[tuple[str, bytes]]:
    """Every file of the copy. paths: all files of the built site; read: the content of one; url: where the portal stands."""
    kept = {p for p in paths if (KEPT.search(p) or SCRIPTS.match(p)) and not LEFT_OUT.search(p)}
    classic = {p for p in kept if p.endswith(".js") and not IMPORTS.search(read(p).decode())}
    yield "README.txt", README.format(title=title, today=today, url=url).encode("utf-8-sig")
    for path in sorted(kept):
        if path.endswith(".html"):
            yield path, _page(path, read(path).decode(), kept, classic, url.rstrip("/") + "/").encode()
        elif path in classic:
            yield path, b"(() => {\n" + read(path) + b"\n})()\n"
        elif not path.endswith(".js"):
            yield path, read(path)


def _page(here: str, text: str, kept: Collection[str], classic: Collection[str], url: str) -> str:
    def script(match: re.Match[str]) -> str:
        path = _target(here, match[1])
        return f'<script defer src="{match[1]}"></script>\n' if path in classic else ""

    def address(match: re.Match[str]) -> str:
        return f'{match[1]}="{_address(here, match[2], kept, url)}"'

    return TAG.sub(lambda tag: ADDRESS.sub(address, tag[0]), MODULE.sub(script, text))


def _target(here: str, address: str) -> str:
    """Path below the site's root that an address on the page `here` means; a folder ends with a slash, the root is ""."""
    path = unquote(html.unescape(address))
    whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(here), path)).lstrip("/")
    folder = not path or path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return f"{whole}/" if folder and whole else whole


def _address(here: str, written: str, kept: Collection[str], url: str) -> str:
    """The address as the copy has it: a page by its file, what is not in the copy by where it stands on the web."""
    parts = urlsplit(written)
    if parts.scheme or parts.netloc or not parts.path:
        return written
    more = written[len(parts.path):]
    target = _target(here, parts.path)
    if target in kept:
        return written
    if f"{target}index.html" in kept and (not target or target.endswith("/")):
        return f"{parts.path.rstrip('/') or '.'}/index.html{more}"
    return f"{html.escape(url)}{target}{more}"
