"""`portal explain`: what a rule wants, why, and examples."""

import sys

import click
from rich.console import Console
from rich.table import Table

from generator import checks
from generator.cli._formats import _words
from generator.cli.check import RuleName
from generator.model.finding import SEVERITIES
from generator.model.rule import Rule

SCOPES = {"load": "读取", "document": "单个文件", "site": "邻近文件或全站", "accept": "认可", "change": "比较两个版本"}


@click.command(epilog="""\b
例：
  portal explain            列出全部规则
  portal explain balance    一条规则的理由和例子""")
@click.argument("rule", required=False, type=RuleName())
def command(rule: str | None) -> None:
    """说明检查规则：应当怎样、为什么、合格和不合格的例子。不写规则名则列出全部。"""
    catalogue = {r.id: r for r in checks.catalogue()}
    if rule is None:
        _list(list(catalogue.values()))
    else:
        _explain(catalogue[rule])


def _list(rules: list[Rule]) -> None:
    table = Table("规则", "级别", "范围", "应当怎样")
    for rule in rules:
        table.add_row(rule.id, _severities(rule), SCOPES[rule.scope], rule.why.partition("\n")[0])
    width = None if sys.stdout.isatty() else 160
    Console(file=sys.stdout, width=width, highlight=False).print(table)


def _explain(rule: Rule) -> None:
    click.echo(f"{rule.id}（{_words.title(rule.id)}）\n级别：{_severities(rule)}    范围：{SCOPES[rule.scope]}\n\n{rule.why}")
    for example in rule.examples:
        head = f"不合格：第 {example.line} 行第 {example.column} 列：{example.says}" if example.fails else "合格："
        click.echo(f"\n{click.style(head, fg='red' if example.fails else 'green', bold=True)}\n")
        click.echo("".join(f"    {line}\n" for line in example.text.splitlines()), nl=False)


def _severities(rule: Rule) -> str:
    return "、".join(SEVERITIES[s] for s in rule.severities)
