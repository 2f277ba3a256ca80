"""`portal schema`: the JSON Schemas that editors use."""

import json
from pathlib import Path

import click

from generator.cli import _options
from generator.formats import EDITIONS
from generator.layout.schema import schemas
from generator.load import load


@click.command(epilog="例：portal schema .vscode/schema")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@_options.content
def command(folder: Path, content: Path) -> None:
    """把各类内容文件的 JSON Schema（2020-12）写到 DIR：编辑器据此提示和校验。"""
    settings = load(content, _options.resolve_today(None))[0].settings if content.is_dir() else None
    folder.mkdir(parents=True, exist_ok=True)
    made = schemas(EDITIONS, settings.url if settings else "https://example.gov.cn/")
    for kind, schema in made.items():
        (folder / f"{kind}.json").write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    click.echo(f"已写出 {len(made)} 个文件到 {folder}：{'、'.join(f'{kind}.json' for kind in made)}", err=True)
