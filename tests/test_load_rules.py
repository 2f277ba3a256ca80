"""The rules that the loader and the linker judge, by the examples of their own files."""

from pathlib import Path

import pytest

from generator import checks
from generator.link import link
from generator.load import load, locate
from generator.model.rule import Example, Rule
from tests.conftest import TODAY

RULES = [rule for rule in checks.catalogue() if rule.scope == "load"]
PROFILES = {
    "site.yml": "title: 示例平台\nurl: https://example.gov.cn/\norganisation: 示例机关\n",
    "regions/area/region.yml": "name: 示例省\nlevel: province\n",
    "regions/area/agency/agency.yml": "name: 示例机关\nkind: department\n",
}


EXAMPLES = [pytest.param(rule, e, id=f"{rule.id}-{n}") for rule in RULES for n, e in enumerate(rule.examples)]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Example, tmp_path: Path) -> None:
    """A FAIL example is found at its place with its words, a PASS example is not found at all."""
    files = dict(PROFILES)
    path = "regions/area/agency/2024.yml"
    for line in example.text.splitlines(keepends=True):
        if line.startswith("--- "):
            path = line[4:].strip()
            files[path] = ""
        else:
            files[path] = files.get(path, "") + line
    if path.endswith("2024.yml"):
        files[path] += "".join(line for key, line in (("format:", 'format: "2021"\n'), ("title:", "title: 示例\n"))
                               if key not in files[path])
    for name, text in files.items():
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text, "utf-8")
    content, read = load(tmp_path / "content", TODAY)
    linked = link(content, TODAY)[1]
    found = [f for f in locate(tmp_path / "content", [*read, *linked]) if f.rule == rule.id]
    if not example.fails:
        assert not found
        return
    assert [(max(f.line, 1), max(f.column, 1)) for f in found] == [(example.line, example.column)], found
    assert example.says in found[0].message + found[0].remedy
    assert found[0].severity == "error"
