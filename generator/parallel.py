"""Work shared among processes: the same results in the same order, whatever the number of cores.

A share is a fork: it sees everything the parent has without copying, and sends only its results back. One share is done here,
so that its results go nowhere. Where there is no fork (Windows), or little to do, all of it is, one item after the other.
"""

import contextlib
import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any, BinaryIO, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")
Each = Callable[[Callable[[T], R], Sequence[T]], list[R]]
MOST_CHUNKS = 4096      # their numbers fit into a pipe at once
NEIGHBOURS = 8          # so many of a row are best done by one process, as they read the same
SHARES = 50             # pieces a process takes at least, so that none has much to do when the others are done
FEW = 400       # below this many items a fork costs more than it saves


def one_by_one(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """`work` of each item, here."""
    return [work(item) for item in items]


def each(work: Callable[[T], R], items: Sequence[T], jobs: int | None = None, few: int = FEW) -> list[R]:
    """`work` of each item, in the order of the items. Results must be picklable; an exception is raised here.

    jobs    number of processes, by default that of the cores this process may use
    """
    jobs = min(jobs or cores(), len(items))
    if jobs < 2 or len(items) < few or not hasattr(os, "fork"):
        return one_by_one(work, items)
    size = max(-(-len(items) // MOST_CHUNKS), min(NEIGHBOURS, len(items) // (jobs * SHARES)), 1)
    chunks = [items[n:n + size] for n in range(0, len(items), size)]
    numbers, fill = os.pipe()               # whoever is free takes the next chunk's number
    os.write(fill, b"".join(n.to_bytes(4, "big") for n in range(len(chunks))))
    os.close(fill)
    running = [_start(partial(_share, work, chunks, numbers)) for _ in range(jobs - 1)]
    try:
        done = _share(work, chunks, numbers)
        for share in [_results(pid, pipe) for pid, pipe in running]:
            if isinstance(share, BaseException):
                raise share
            done |= share
    except BaseException:
        _end(running)
        raise
    finally:
        os.close(numbers)
    return [result for _, results in sorted(done.items()) for result in results]


def remembered(each: Each[T, R], known: dict[str, R], key: Callable[[T], str | None]) -> Each[T, R]:
    """`each`, but what is known of an item by its key is taken over; `known` is brought up to date. No key: always anew."""
    def again(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
        keys = [key(item) for item in items]
        before = {k: known[k] for k in keys if k is not None and k in known}
        new = [n for n, k in enumerate(keys) if k is None or k not in before]
        made = dict(zip(new, each(work, [items[n] for n in new]), strict=True))
        found = [made[n] if n in made else before[str(k)] for n, k in enumerate(keys)]
        known.clear()
        known.update((k, result) for k, result in zip(keys, found, strict=True) if k is not None)
        return found

    return again


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """What has lived for a while stays until the end: looking for garbage among it costs a fifth of the time. What is new is
    looked through now and then; nothing of ours that is made for each page leaves circles behind (tests hold it to that)."""
    before = gc.get_threshold()
    gc.set_threshold(*YOUNG)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextlib.contextmanager
def unsearched() -> Iterator[None]:
    """Garbage is not looked for at all: for work that leaves no circles behind (tests hold it to that). What it made counts as
    old afterwards, without having been looked through."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()       # from the youngest into the oldest
        if searched:
            gc.enable()


YOUNG = 200_000, 1_000_000, 1_000_000       # objects until the newest are looked at; the older never are


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def meanwhile(work: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Do the work beside what follows. Gives what waits for its result; where there is one core, it is done only then."""
    if cores() < 2 or not hasattr(os, "fork"):
        yield cache(work)
        return
    running = _start(work)

    @cache
    def result() -> R:
        found = _results(*running)
        if isinstance(found, BaseException):
            raise found
        return cast("R", found)

    try:
        yield result
    finally:
        _end([running])


def _share(work: Callable[[T], R], chunks: Sequence[Sequence[T]], numbers: int) -> dict[int, list[R]]:
    done: dict[int, list[R]] = {}
    while number := os.read(numbers, 4):
        n = int.from_bytes(number, "big")
        done[n] = one_by_one(work, chunks[n])
    return done


def _start(work: Callable[[], Any]) -> tuple[int, BinaryIO]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, os.fdopen(reading, "rb")
    code = 1
    try:
        os.close(reading)
        gc.set_threshold(*YOUNG)
        try:
            given = work()
        except BaseException as e:          # the parent raises it
            given = e
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(given, pipe, protocol=pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)                      # no exit handlers of the parent's: they are the parent's to run


def _end(running: Sequence[tuple[int, BinaryIO]]) -> None:
    """No share outlives a failure, or Ctrl-C."""
    for pid, pipe in running:
        pipe.close()
        with contextlib.suppress(ChildProcessError):        # it has ended and been waited for
            if os.waitpid(pid, os.WNOHANG) == (0, 0):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def _results(pid: int, pipe: BinaryIO) -> Any:
    try:
        with pipe:
            share = pickle.load(pipe)
    except (EOFError, pickle.UnpicklingError) as e:
        share = RuntimeError(f"a share of the work ended without a result: {e}")
    os.waitpid(pid, 0)
    return share
