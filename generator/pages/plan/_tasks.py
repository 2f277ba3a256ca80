"""The tasks of a plan from other sides: by unit, by due date, beside what the year's report says in the same words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from generator.model.plan import Plan, Task
from generator.model.report import Report
from generator.pages import _markdown

RUN = 4             # characters in a row that two texts must share for a start
ENOUGH = 6          # and in all, so that they speak of one thing
COMMON = 3          # a run in more tasks or sentences than this says nothing of any of them
SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
HAN = re.compile(r"[\u4e00-\u9fff0-9“”]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A task with its number in the plan, which is also its anchor: `task-3`."""

    number: int
    task: Task


@dataclass(slots=True)
class Unit:
    """The tasks of a unit: those it leads, and those it takes part in."""

    name: str
    leads: list[Numbered] = field(default_factory=list)
    shares: list[Numbered] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the report says in the same words as a task: the sentence in pieces (text, shared), and its section's key."""

    task: Numbered
    pieces: tuple[tuple[str, bool], ...] = ()
    section: str = ""


def numbered(plan: Plan) -> list[Numbered]:
    """Every task, counted through the plan."""
    return [Numbered(number=n, task=t) for n, t in enumerate((t for c in plan.chapters for t in c.tasks), 1)]


def by_unit(tasks: Sequence[Numbered]) -> list[Unit]:
    """Units as printed, the busiest first."""
    units: dict[str, Unit] = {}
    for one in tasks:
        for name in one.task.lead:
            units.setdefault(name, Unit(name)).leads.append(one)
        for name in one.task.responsible:
            if name not in one.task.lead:
                units.setdefault(name, Unit(name)).shares.append(one)
    return sorted(units.values(), key=lambda u: (-len(u.leads) - len(u.shares), u.name))


def by_due(tasks: Sequence[Numbered]) -> list[tuple[date | None, str, list[Numbered]]]:
    """(date, words, tasks) for each time limit: dated ones first, then the words as printed."""
    found: dict[tuple[date | None, str], list[Numbered]] = {}
    for one in tasks:
        if one.task.due or one.task.due_text:
            found.setdefault((one.task.due, one.task.due_text or ""), []).append(one)
    ordered = sorted(found, key=lambda k: (k[0] or date.max, min(t.number for t in found[k])))
    return [(*key, found[key]) for key in ordered]


def said(tasks: Sequence[Numbered], report: Report) -> Iterator[Said]:
    """For each task the sentence of the report that shares most with it, if any shares enough. It proves nothing was done."""
    sentences = [(key, s) for key, section in report.sections.items() for block in _markdown.blocks(section.text)
                 for s in SENTENCE.findall(block)]
    wanted = [_runs(f"{t.task.title}。{t.task.text or ''}") for t in tasks]
    of_tasks = Counter(run for found in wanted for run in found)
    runs = [_runs(s) & of_tasks.keys() for _, s in sentences]
    holding: dict[str, list[int]] = {}                  # the sentences, by their numbers, that have a run of a task
    for n, found in enumerate(runs):
        for run in found:
            holding.setdefault(run, []).append(n)
    telling = {run: n for run, n in holding.items() if of_tasks[run] + len(n) <= COMMON}
    for one, mine in zip(tasks, wanted, strict=True):
        shared = Counter(n for run in mine for n in telling.get(run, ()))
        best = max(shared, key=lambda n: (shared[n], -n), default=0)
        if shared[best] + RUN - 1 >= ENOUGH:
            key, sentence = sentences[best]
            yield Said(task=one, section=key, pieces=tuple(_pieces(sentence, mine & runs[best] & telling.keys())))
        else:
            yield Said(task=one)


def _runs(text: str) -> set[str]:
    return {part[n:n + RUN] for part in HAN.findall(text) for n in range(len(part) - RUN + 1)}


def _pieces(sentence: str, shared: set[str]) -> Iterator[tuple[str, bool]]:
    """The sentence cut where it begins and ceases to be shared."""
    inside = [False] * len(sentence)
    for n in range(len(sentence) - RUN + 1):
        if sentence[n:n + RUN] in shared:
            inside[n:n + RUN] = [True] * RUN
    cuts = [0, *(n for n in range(1, len(sentence)) if inside[n] != inside[n - 1]), len(sentence)]
    yield from ((sentence[a:b], inside[a]) for a, b in pairwise(cuts))
