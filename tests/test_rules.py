"""The rules, by their own examples and by the faulty and the tricky inputs of tests/rules.

tests/rules/**/*.txt    a tree of example files (syntax of generator/checks/_docs.py) below lines that say what must be found:
                        `# sum 5:26 自然人应为`     rule, place and words; `2023.yml:5:26` when not in the last file
                        `# none`                    nothing: right, though it looks wrong
                        `# none stock repeat`       nothing, and these rules, which only inform, are silent too
                        All rules run. Findings that inform count for the rules that are named. The sections a form requires
                        are supplied, unless a rule about sections is named.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import checks
from generator.formats import EDITIONS
from generator.model.finding import Finding
from generator.model.rule import Example, Rule
from tests.example_tree import Tree, tree_of

CORPUS = Path(__file__).parent / "rules"
HEAD = re.compile(r"# (?:none(?P<silent>(?: \w+)*)|(?P<rule>\w+) (?:(?P<file>[^:\s]+):)?(?P<place>\d+:\d+)(?: (?P<words>.+))?)")
ABOUT_SECTIONS = {"required_section", "empty_section"}
RULES = checks.catalogue()
EXAMPLES = [pytest.param(rule, e, id=f"{rule.id}-{'fail' if e.fails else 'pass'}-{n}")
            for rule in RULES if rule.scope != "load" for n, e in enumerate(rule.examples, 1)]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rule_has_reason_and_examples(rule: Rule) -> None:
    assert re.search(r"[\u4e00-\u9fff]", rule.why), "the docstring begins with the rule and its reason, in Chinese"
    assert any(not e.fails for e in rule.examples), "no PASS example"
    assert any(e.fails for e in rule.examples), "no FAIL example"
    assert set(rule.severities) <= {"error", "warning", "info"}
    assert rule.scope in ("load", "document", "site", "accept", "change")


def test_every_promise_of_a_form_is_judged_with_its_severity() -> None:
    """`type` promises are kept by the loader."""
    severities = {rule.id: rule.severities for rule in RULES} | {"type": ("error",)}
    promised = {(p["kind"], p["severity"], f"{id}.{p['id']}") for id, form in EDITIONS.items() for p in form.rules}
    assert [name for kind, severity, name in sorted(promised) if severity not in severities.get(kind, ())] == []


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Example, tmp_path: Path) -> None:
    tree = tree_of(example.text, tmp_path)
    everything = rule.id == "accept_unused"         # it judges what the other rules found
    found = [f for f in tree.findings(lambda id: everything or id == rule.id) if f.rule == rule.id]
    told = [(f.line, f.column, f.message) for f in found if f.file == tree.last]
    if not example.fails:
        assert told == []
        return
    assert [(line, column) for line, column, _ in told] == [(example.line, example.column)], told
    assert example.says and example.says in told[0][2]
    assert all(f.severity in rule.severities for f in found)


@dataclass(frozen=True, slots=True)
class Case:
    """A file of tests/rules. expected: (rule, end of the file's path, line:column) → words of the message."""

    text: str
    expected: dict[tuple[str, str, str], str]
    named: frozenset[str]


def case_of(path: Path) -> Case:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    expected, named = {}, set()
    while lines and (head := HEAD.fullmatch(lines[0].rstrip())):
        if head["rule"]:
            expected[head["rule"], head["file"] or "", head["place"]] = head["words"] or ""
        named |= {head["rule"]} if head["rule"] else set((head["silent"] or "").split())
        lines.pop(0)
    assert expected or len(lines) < len(path.read_text(encoding="utf-8").splitlines()), f"{path}: say what must be found"
    return Case("".join(lines), expected, frozenset(named))


def tree_of_case(case: Case, folder: Path) -> Tree:
    return tree_of(case.text, folder, with_sections=not case.named & ABOUT_SECTIONS)


def answered(case: Case, tree: Tree, findings: list[Finding]) -> bool:
    """Each expectation is met by one finding, and no other error or warning is there."""
    counted = [f for f in findings if f.severity != "info" or f.rule in case.named]
    left = dict(case.expected)
    for finding in counted:
        place = f"{finding.line}:{finding.column}"
        keys = [(rule, file, at) for rule, file, at in left if rule == finding.rule and at == place
                and (finding.file.endswith("/" + file) if file else finding.file == tree.last)]
        if not keys or left[keys[0]] not in finding.message:
            return False
        del left[keys[0]]
    return not left


CASES = {p: case_of(p) for p in sorted(CORPUS.rglob("*.txt"))}
FAULTY = [(p, rule) for p, case in CASES.items() for rule in sorted({rule for rule, _, _ in case.expected})]


def name(value: Path | str) -> str:
    return value if isinstance(value, str) else value.relative_to(CORPUS).with_suffix("").as_posix()


@pytest.mark.parametrize("path", CASES, ids=name)
def test_case(path: Path, tmp_path: Path) -> None:
    tree = tree_of_case(CASES[path], tmp_path)
    findings = tree.findings()
    assert answered(CASES[path], tree, findings), "\n".join(map(str, findings)) or "nothing was found"


@pytest.mark.parametrize(("path", "rule"), FAULTY, ids=name)
def test_case_needs_its_rule(path: Path, rule: str, tmp_path: Path) -> None:
    """With the rule switched off, the fault goes unnoticed."""
    tree = tree_of_case(CASES[path], tmp_path)
    assert not answered(CASES[path], tree, tree.findings(lambda id: id != rule))
