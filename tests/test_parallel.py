"""Work shared among processes gives what work done one after the other gives."""

import os

import pytest

from generator import parallel, pipeline
from tests.conftest import HERE, TODAY


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
@pytest.mark.parametrize("size", [0, 1, 5, 1000, 10000])
def test_same_results_in_the_same_order(jobs: int, size: int) -> None:
    """Whatever the number of processes and of items."""
    items = list(range(size))
    assert parallel.each(lambda n: n * n, items, jobs=jobs, few=1) == [n * n for n in items]


def test_a_fault_in_a_share_is_raised_here() -> None:
    """The exception itself, not a lost result."""
    with pytest.raises(ZeroDivisionError):
        parallel.each(lambda n: 1 // (n - 500), list(range(1000)), jobs=2, few=1)


def test_a_share_that_dies_is_noticed() -> None:
    """A killed process is an error, never a shorter list."""
    with pytest.raises(RuntimeError, match="without a result"):
        parallel.each(lambda n: os._exit(3) if n == 7 else n, list(range(10)), jobs=2, few=1)


def test_findings_do_not_depend_on_the_number_of_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fixed portal, read and judged by one process and by three."""
    content = HERE / "portal" / "content"
    alone = pipeline.check(content, TODAY)[1]
    monkeypatch.setattr(parallel, "cores", lambda: 3)
    monkeypatch.setattr(parallel, "FEW", 1)
    assert list(map(str, pipeline.check(content, TODAY)[1])) == list(map(str, alone))
