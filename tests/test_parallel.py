"""Work shared among processes gives what work done one after the other gives."""

import gc
import os
import pickle
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import parallel, pipeline
from tests.conftest import HERE, TODAY


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
@pytest.mark.parametrize("size", [0, 1, 5, 1000, 10000])
def test_same_results_in_the_same_order(jobs: int, size: int) -> None:
    """Whatever the number of processes and of items."""
    items = list(range(size))
    assert parallel.each(lambda n: n * n, items, jobs=jobs, few=1) == [n * n for n in items]


@pytest.mark.parametrize("there", [True, False])
def test_a_fault_in_a_share_is_raised_here(there: bool) -> None:
    """The exception itself, not a lost result, from another process and from this one."""
    def work(_: int) -> None:
        time.sleep(0.01)        # so that either does some of it
        1 // int((os.getpid() == here) is there)

    here = os.getpid()
    with pytest.raises(ZeroDivisionError):
        parallel.each(work, list(range(20)), jobs=2, few=1)


def test_results_larger_than_a_pipe_come_while_the_others_work() -> None:
    """What two items have in common is sent once, whichever piece they are in."""
    shared = tuple(range(1000))
    made = parallel.each(lambda n: (shared, os.urandom(20_000), n), list(range(300)), jobs=3, few=1)
    assert [n for *_, n in made] == list(range(300))
    assert len({id(of) for of, *_ in made}) <= 3            # one of each process


def test_a_result_that_cannot_be_sent_is_a_fault() -> None:
    """Said as it is, and after whole results."""
    here = os.getpid()

    def work(n: int) -> object:
        time.sleep(0.01)
        return n if n < 10 or os.getpid() == here else (lambda: n)

    with pytest.raises((AttributeError, pickle.PicklingError), match="pickle"):
        parallel.each(work, list(range(40)), jobs=2, few=1)


class _Two(Exception):
    """Cannot be made again of its arguments."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one)


def test_a_fault_that_cannot_be_sent_is_told_in_words() -> None:
    """Nothing is said of arguments that a copy of it would lack."""
    here = os.getpid()

    def work(n: int) -> int:
        time.sleep(0.01)
        if os.getpid() != here:
            raise _Two("eins", "zwei")
        return n

    with pytest.raises(RuntimeError, match="eins"):
        parallel.each(work, list(range(20)), jobs=2, few=1)


def test_threads_keep_the_order_and_take_few_items_ahead() -> None:
    """What is waited for is not all made before."""
    taken: list[int] = []
    done: list[int] = []

    def items() -> Iterator[int]:
        for n in range(200):
            taken.append(n)
            assert len(taken) - len(done) <= 4 * parallel.cores() + 4
            yield n

    def work(n: int) -> int:
        time.sleep(0.001 * (n % 3))
        done.append(n)
        return n * n

    assert parallel.threads(work, items()) == [n * n for n in range(200)]


def test_something_is_done_first_while_others_work() -> None:
    """Here, once, whether there are others or not."""
    done: list[int] = []
    for jobs in (1, 2):
        made = parallel.each(lambda n: n + len(done), [1, 2, 3], jobs=jobs, few=1, first=lambda: done.append(os.getpid()))
        assert len(made) == 3
    assert done == [os.getpid()] * 2


@pytest.mark.parametrize(("size", "single"), [(1_300, 17), (30_000, 20), (17, 17), (60, 0)])
def test_what_takes_long_is_taken_one_by_one(size: int, single: int) -> None:
    """Several pieces of a rule that sees the whole site stand side by side: no process takes two at once."""
    items = ["long"] * single + ["short"] * (size - single)
    chunks = parallel._chunks(items, 2, single)
    assert [item for chunk in chunks for item in chunk] == items
    assert all(len(chunk) == 1 for chunk in chunks if "long" in chunk)
    assert len(chunks) <= parallel.MOST_CHUNKS
    assert parallel.each(len, items, 2, few=1, alone="long".__eq__) == [len(item) for item in items]


def test_a_share_that_dies_is_noticed() -> None:
    """A killed process is an error, never a shorter list."""
    here = os.getpid()
    with pytest.raises(RuntimeError, match="without a result"):
        parallel.each(lambda _: time.sleep(0.01) if os.getpid() == here else os._exit(3), list(range(20)), jobs=2, few=1)


@pytest.mark.parametrize("cores", [1, 2])
def test_work_beside_what_follows(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its result, however often it is asked for, and its fault, are had here; who never asks does not wait."""
    monkeypatch.setattr(parallel, "cores", lambda: cores)
    with parallel.meanwhile(os.getpid) as found:
        assert found() == found()
        assert (found() == os.getpid()) is (cores == 1)
    with parallel.meanwhile(lambda: 1 // 0) as fault, pytest.raises(ZeroDivisionError):
        fault()
    began = time.monotonic()
    with parallel.meanwhile(lambda: time.sleep(60)):
        pass
    assert time.monotonic() - began < 30


def test_what_is_known_is_not_made_again() -> None:
    """By key, whatever the order; what is no longer asked for is forgotten, what has no key is always made."""
    asked: list[int] = []

    def square(n: int) -> int:
        asked.append(n)
        return n * n

    def key(n: int) -> str | None:
        return str(n) if n % 2 else None

    known: dict[str, int] = {}
    each = parallel.remembered(parallel.one_by_one, known, key)
    assert each(square, [1, 2, 3]) == [1, 4, 9]
    assert each(square, [3, 2, 5]) == [9, 4, 25]
    assert asked == [1, 2, 3, 2, 5]
    assert known == {"3": 9, "5": 25}


def test_findings_do_not_depend_on_the_number_of_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fixed portal, read and judged by one process and by three."""
    content = HERE / "portal" / "content"
    alone = pipeline.check(content, TODAY)[1]
    monkeypatch.setattr(parallel, "cores", lambda: 3)
    monkeypatch.setattr(parallel, "FEW", 1)
    assert list(map(str, pipeline.check(content, TODAY)[1])) == list(map(str, alone))


def test_what_goes_on_for_long_looks_for_garbage_as_python_does() -> None:
    """`portal serve`, while the rest of the program does not."""
    usual = gc.get_threshold()
    with parallel.uncollected():
        few = gc.get_threshold()
        assert few != usual
        serving = parallel.collected()(gc.get_threshold)
        assert serving() == serving() == usual
        assert gc.get_threshold() == few
    assert gc.get_threshold() == usual


def test_reading_and_checking_leave_no_circles(portal_content: Path, tmp_path: Path) -> None:
    """Nobody looks for garbage meanwhile; what was made is neither looked through afterwards nor kept for ever."""
    broken = tmp_path / "content"
    shutil.copytree(portal_content, broken)
    for n, file in enumerate(sorted(broken.rglob("2*.yml"))):
        file.write_text(file.read_text("utf-8") + ("x: [\n", "x: 1\n", "title: 重\n")[n % 3], "utf-8")
    for _ in range(2):          # what is kept from the first time on
        gc.collect()
        gc.disable()
        try:
            for content in (portal_content, broken):
                assert pipeline.check(content, TODAY)[1] or content is portal_content
            assert gc.get_count()[0] < 1000
            left = gc.collect()
        finally:
            gc.enable()
    assert left == 0
    assert gc.get_freeze_count() == 0
