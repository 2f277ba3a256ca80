"""Hosts: every configuration is made and well formed; a real nginx and a plain server send what `headers.yaml` says."""

import gzip
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator import exports, hosting, pipeline
from generator.cli import main
from generator.hosting import headers
from generator.hosting.buckets import uploads
from tests.conftest import TODAY
from tests.servers import PREFIXES, SERVERS, ask, find, nginx, plain

PERMANENTLY = (301, 308)


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixed portal with its open data, a file of every kind of original, and a shard of the other index."""
    folder = tmp_path_factory.mktemp("hosted") / "site"
    shutil.copytree(built / "site", folder)
    facts, _ = pipeline.check(Path(__file__).parent / "portal" / "content", TODAY)
    assert facts
    more = dict(exports.files(facts))
    more |= {f"example-city/commerce/files/x.{suffix}": b"x" for suffix in headers.rules()["attachments"]}
    more |= {"assets/ngram/0123456789/0.bin": b"x", "pagefind/fragment/x.pf_fragment": b"x"}
    for path, content in more.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture(scope="module", params=[(server, prefix) for server in ("nginx", "caddy") for prefix in PREFIXES],
                ids=lambda p: f"{p[0]}{p[1]}")
def address(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server, prefix = request.param
    with SERVERS[server](site, prefix, tmp_path_factory.mktemp(server)) as url:
        yield url


def one_of_each(site: Path) -> list[str]:
    """A path of the site for every suffix in every kind of folder: pages as folders."""
    found: dict[tuple[str, str], str] = {}
    for file in sorted(p for p in site.rglob("*") if p.is_file()):
        path = file.relative_to(site).as_posix()
        place = "/".join(path.split("/")[:2]) if path.startswith(("assets/", "pagefind/")) else path.partition("/")[0]
        found.setdefault((place, "".join(file.suffixes)), path.removesuffix("index.html") if file.name == "index.html" else path)
    return list(found.values())


def test_headers_of_every_kind_of_file(address: str, site: Path) -> None:
    """Type, caching, policy, disposition: as the table says, and no other policy beside it."""
    for path in [*one_of_each(site), "search/", ""]:
        status, got, _ = ask(address + path)
        wanted = headers.expected(path)
        assert status == 200, path
        assert {name: got.get_all(name) for name in wanted} == {name: [value] for name, value in wanted.items()}, path
        assert got.get("ETag") and "Strict-Transport-Security" not in got, path
        assert ("Content-Disposition" in got) == ("Content-Disposition" in wanted), path
        assert ("Access-Control-Allow-Origin" in got) == ("Access-Control-Allow-Origin" in wanted), path
        assert got["Server"] in ("nginx", None), "the version is nobody's business"


def test_missing_page(address: str) -> None:
    """404 with the site's own page, never kept, even where files are kept for ever; a folder without a page is missing too."""
    missing = ("no/such/page/", "pagefind/fragment/gone.pf_fragment", "assets/immutable/gone.js", "assets/")
    for path in (*missing, "search/?q=1/../../x"):
        status, got, body = ask(address + path)
        if "?" in path:
            assert status == 200
            continue
        assert (status, got["Content-Type"]) == (404, "text/html; charset=utf-8"), path
        assert "没有这一页" in body.decode(), path
        assert got["Cache-Control"] == "no-cache", path
        assert got["Content-Security-Policy"] == hosting.policy()
    assert ask(address, method="POST")[0] == 405


def test_redirects_stay_on_the_host(address: str) -> None:
    """A folder without its slash, and the sub-path itself, lead on by a relative address."""
    prefix = "/" + address.split("/", 3)[3]
    status, got, _ = ask(address + "search")
    assert status in PERMANENTLY and got["Location"] == f"{prefix}search/"
    if prefix != "/":
        assert (ask(address.rstrip("/"))[0], ask(address.rstrip("/"))[1]["Location"]) == (301, prefix)
        assert ask(address.removesuffix(prefix) + "/elsewhere")[0] == 404


def test_not_modified_and_gzip(address: str, site: Path) -> None:
    """A page that has not changed is not sent again; text is sent packed, the index as it is."""
    _, got, _ = ask(address + "regions/")
    assert ask(address + "regions/", If_None_Match=got["ETag"])[0] == 304
    status, got, body = ask(address + "regions/", Accept_Encoding="gzip, br")
    assert (status, got["Content-Encoding"], got["Vary"]) == (200, "gzip", "Accept-Encoding")
    assert gzip.decompress(body) == (site / "regions" / "index.html").read_bytes()
    assert "Content-Encoding" not in ask(address + "pagefind/wasm.unknown.pagefind", Accept_Encoding="gzip")[1]


def test_files_packed_beforehand_are_sent(site: Path, tmp_path: Path) -> None:
    """`portal host --compress` twice gives the same bytes; nginx sends them; without gzip the file itself comes."""
    copy = tmp_path / "site"
    for folder in ("regions", "pagefind"):
        shutil.copytree(site / folder, copy / folder)
    for _ in range(2):
        done = CliRunner().invoke(main, ["host", "--compress", str(copy)])
        assert done.exit_code == 0 and "压缩" in done.output
    page, packed = copy / "regions" / "index.html", copy / "regions" / "index.html.gz"
    assert gzip.decompress(packed.read_bytes()) == page.read_bytes()
    assert packed.stat().st_mtime == page.stat().st_mtime
    brotli = copy / "regions" / "index.html.br"
    assert brotli.is_file() and hosting.has_brotli()
    assert not (copy / "pagefind" / "wasm.unknown.pagefind.gz").exists()
    assert not list(copy.rglob("*.gz.gz"))
    with nginx(copy, "/", tmp_path / "nginx") as url:
        _, got, body = ask(url + "regions/", Accept_Encoding="gzip")
        assert (got["Content-Encoding"], body) == ("gzip", packed.read_bytes())
        assert got["Content-Security-Policy"] == hosting.policy()
        assert ask(url + "regions/")[2] == page.read_bytes()
    if find("caddy"):
        with SERVERS["caddy"](copy, "/", tmp_path / "caddy") as url:
            _, got, body = ask(url + "regions/", Accept_Encoding="gzip, br")
            assert (got["Content-Encoding"], body) == ("br", brotli.read_bytes())


@pytest.mark.parametrize("prefix", PREFIXES)
def test_plain_server(site: Path, tmp_path: Path, prefix: str) -> None:
    """Without any configuration every page is there, and scripts and styles have types that browsers take."""
    with plain(site, prefix, tmp_path / "served") as url:
        own = next((site / "assets" / "immutable").iterdir()).relative_to(site).as_posix()
        for path, kind in (("", "text/html"), ("search/", "text/html"), (f"{own}/page.js", "text/javascript"),
                           (f"{own}/site.css", "text/css"), ("assets/search.js", "text/javascript"),
                           ("example-city/commerce/files/2018.html.txt", "text/plain")):
            status, got, _ = ask(url + path)
            assert (status, got["Content-Type"].partition(";")[0]) == (200, kind), path
        assert ask(url + "no/such/page/")[0] == 404


def test_inline_styles_are_those_of_the_table(site: Path) -> None:
    """No page has an inline script or a style the policy does not name: so `unsafe-inline` is nowhere needed."""
    known = set(headers.rules()["inline_styles"])
    for page in site.rglob("*.html"):
        html = re.sub(r"<(pre|code)\b.*?</\1>", "", page.read_text("utf-8"), flags=re.DOTALL)
        assert set(re.findall(r'<[^>]* style="([^"]*)"', html)) <= known, page
        inline = (r"<style|<script(?![^>]* (?:src=|type=.application/ld.json.))|<[^>]* on\w+="
                  r"|<[^>]*(?:href|src)=\"(?:javascript:|data:(?!image/png;base64,))")
        assert not re.search(inline, html), page
    assert "unsafe-inline" not in hosting.policy() and "unsafe-eval" not in hosting.policy().replace("wasm-unsafe-eval", "")
    assert "wasm" not in hosting.policy() and "'wasm-unsafe-eval'" in hosting.policy(search=True)


def test_every_suffix_of_the_site_has_a_type(site: Path) -> None:
    suffixes = {p.suffix.removeprefix(".") for p in site.rglob("*") if p.is_file()} - {""}
    assert suffixes <= set(headers.rules()["types"])


PLACE = hosting.Place(url="https://example.gov.cn/portal/")


@pytest.mark.parametrize("kind", hosting.kinds())
def test_every_kind_is_made_and_well_formed(kind: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["host", kind, "--url", PLACE.url, "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    made = hosting.files(kind, PLACE)
    assert {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()} == set(made)
    assert made[hosting.README].startswith(hosting.kinds()[kind])
    for path, text in made.items():
        assert path == hosting.README or path in made[hosting.README] or "生成" in text, f"README does not name {path}"
        if path.endswith((".yml", ".yaml")):
            assert isinstance(yaml.safe_load(text), dict)
        if text.startswith("#!"):
            assert (tmp_path / path).stat().st_mode & 0o100
            subprocess.run(["bash", "-n", str(tmp_path / path)], check=True)
        if path.endswith("Jenkinsfile"):
            assert text.count("{") == text.count("}")


@pytest.mark.parametrize("kind", hosting.kinds())
def test_recipes_use_commands_and_options_that_are_there(kind: str) -> None:
    """Every `portal COMMAND --option` of a configuration and its README; each recipe that builds says how, in full."""
    text = "\n".join(hosting.files(kind, PLACE).values()).replace("\\\n", " ")
    used = re.findall(r"(?:(?<!-u )\bportal\"?|-m generator) ([a-z]+)((?: +(?:--?[a-z-]+|\"[^\"]*\"|'[^']*'|[\w./$-]+))*)", text)
    assert used or kind in ("netlify", "cloudflare")
    for name, arguments in used:
        known = {option for parameter in main.commands[name].params for option in parameter.opts}
        assert set(re.findall(r"(?<= )--[a-z-]+", arguments)) <= known, (name, arguments)


def test_hosts_that_can_send_headers_send_all(tmp_path: Path) -> None:
    for kind, path in (("nginx", "portal.conf"), ("caddy", "Caddyfile"), ("cloudflare", "_headers"), ("netlify", "_headers"),
                       ("bucket", "cdn.txt")):
        text = hosting.files(kind, PLACE)[path]
        assert hosting.policy(search=True) in text, kind
        for name, value in headers.rules()["headers"].items():
            assert name in text and value in text, (kind, name)
        hsts = [line for line in text.splitlines() if "Strict-Transport-Security" in line]
        assert hsts and all(line.strip().startswith("#") for line in hsts), kind
    assert "frame-ancestors" not in hosting.files("github", PLACE)["meta.html"]


def test_wrong_usage() -> None:
    for arguments, said in ((["host", "apache"], "nginx"), (["host", "nginx", "--url", "portal"], "--url 应为")):
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 2 and said in done.output
    assert "nginx" in CliRunner().invoke(main, ["host"]).output


def _rclone(filters: tuple[str, ...], path: str) -> bool:
    """Whether rclone would take the path: the first filter that fits decides."""
    for line in filters:
        sign, pattern = line[0], line[2:]
        middle = ".*".join("[^/]*".join(map(re.escape, part.split("*"))) for part in pattern.split("**"))
        if re.fullmatch(middle[1:] if pattern.startswith("/") else f"(.*/)?{middle}", path):
            return sign == "+"
    return True


def test_each_file_is_uploaded_once_with_its_headers(site: Path) -> None:
    for file in (p for p in site.rglob("*") if p.is_file()):
        path = file.relative_to(site).as_posix()
        own = [u.headers for u in uploads() if _rclone(u.filters, path)]
        wanted = headers.expected(path)
        assert own == [{k: wanted[k] for k in ("Content-Type", "Cache-Control", "Content-Disposition") if k in wanted}], path
