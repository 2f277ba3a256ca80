"""实施方案、工作要点 plan."""

from dataclasses import dataclass
from typing import ClassVar

from generator.model.document import Document
from generator.model.pickled import pickled
from generator.model.written import Day, Line, Markdown, written


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """`lead` and `responsible` as printed; `due` only when the words of `due_text` give a date."""

    title: Line = written("任务", required=True)
    text: Markdown | None = written("内容")
    lead: tuple[Line, ...] = written("牵头单位", default=())
    responsible: tuple[Line, ...] = written("责任单位", default=())
    due_text: Line | None = written("时限（原文）")
    due: Day | None = written("时限")


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of tasks."""

    title: Line = written("章", required=True)
    tasks: tuple[Task, ...] = written("任务", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Document):
    """A yearly plan of work."""

    LARGE: ClassVar[tuple[str, ...]] = ("preamble", "chapters")

    preamble: Markdown | None = written("引言")
    chapters: tuple[Chapter, ...] = written("各章", default=())
