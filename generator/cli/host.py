"""`portal host`: ready configuration for the host of the site."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import click

from generator import hosting, parallel
from generator.cli import _options
from generator.load import load

EPILOG = """\b
例：
  portal host                              列出各种主机
  portal host nginx                        看配置
  portal host nginx --out build/host       写出配置
  portal host --compress build/site        在文件旁放 .gz（装有 brotli 时还有 .br）"""
NO_ADDRESS = "https://example.gov.cn/"


@click.command(epilog=EPILOG)
@click.argument("kind", metavar="[KIND]", required=False)
@_options.content
@click.option("--url", default=None, help="网站的地址，路径也算（默认：site.yml 的 url）。")
@click.option("--root", default=hosting.ROOT, show_default=True, help="网站文件在主机上的文件夹。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=None, help="写到这个文件夹；不写则只显示。")
@click.option("--compress", "site", type=click.Path(path_type=Path, file_okay=False, exists=True), default=None,
              help="压缩这个网站文件夹里的文本，放在原文件旁。")
def command(kind: str | None, content: Path, url: str | None, root: str, out: Path | None, site: Path | None) -> None:
    """网站主机的现成配置：响应头（CSP 等）、缓存、类型、404 页、持续集成。"""
    if site:
        _compress(site)
    if not kind:
        if not site:
            click.echo("\n".join(f"{name:12}{title}" for name, title in hosting.kinds().items()))
        return
    if kind not in hosting.kinds():
        raise click.UsageError(f"没有“{kind}”这种主机；有：{'、'.join(hosting.kinds())}")
    address = url or _address(content)
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise click.UsageError(f"--url 应为 https://主机/路径/，实为“{address}”")
    made = hosting.files(kind, hosting.Place(url=address, root=root))
    for path, text in made.items():
        if out is None:
            click.echo(f"──── {path}\n{text}")
            continue
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(text, encoding="utf-8")
        if text.startswith("#!"):
            (out / path).chmod(0o755)
    if out is not None:
        click.echo(f"已写出 {len(made)} 个文件到 {out}；下一步见 {out / hosting.README}", err=True)


def _address(content: Path) -> str:
    """Where the site is published, by its `site.yml`."""
    settings = load(content, _options.resolve_today(None), asked=())[0].settings if content.is_dir() else None
    if settings is None:
        click.echo(f"{content} 里没有可读的 site.yml，地址先写 {NO_ADDRESS}", err=True)
    return settings.url if settings else NO_ADDRESS


def _compress(site: Path) -> None:
    texts = sorted(p for p in site.rglob("*") if p.is_file() and hosting.worth_compressing(p.name))
    sizes = parallel.each(_beside, texts)
    before, after = sum(b for b, _ in sizes), sum(a for _, a in sizes)
    without = "" if hosting.has_brotli() else "；没有装 brotli，未生成 .br"
    click.echo(f"压缩 {len(sizes)} 个文件：{before:,} → {after:,} 字节（gzip）{without}", err=True)


def _beside(path: Path) -> tuple[int, int]:
    """Write the smaller forms beside the file with its time stamp; size before and after."""
    data = path.read_bytes()
    made = hosting.compressed(data)
    for suffix in (".gz", ".br"):
        beside = path.with_name(path.name + suffix)
        if suffix in made:
            beside.write_bytes(made[suffix])
            os.utime(beside, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
        else:
            beside.unlink(missing_ok=True)
    return len(data), len(made.get(".gz", data))

