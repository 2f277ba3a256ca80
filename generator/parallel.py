"""Work shared among processes: the same results in the same order, whatever the number of cores.

A share is a fork: it sees everything the parent has without copying, and sends only its results back. One share is done here,
so that its results go nowhere; what the others send is taken in between its pieces, so that all are done at the same time.
Where there is no fork (Windows), or little to do, all of it is done here, one item after the other.
"""

import contextlib
import gc
import io
import os
import pickle
import signal
import struct
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import takewhile
from typing import Any, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")
Each = Callable[[Callable[[T], R], Sequence[T]], list[R]]
MOST_CHUNKS = 2048      # whose numbers fit into a pipe at once, however small: into a page of memory
NEIGHBOURS = 8          # so many of a row are best done by one process, as they read the same
SHARES = 50             # pieces a process takes at least, so that none has much to do when the others are done
FEW = 400       # below this many items a fork costs more than it saves


def one_by_one(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """`work` of each item, here."""
    return [work(item) for item in items]


def each(
    work: Callable[[T], R], items: Sequence[T], jobs: int | None = None, few: int = FEW,
    first: Callable[[], object] | None = None, alone: Callable[[T], bool] | None = None,
) -> list[R]:
    """`work` of each item, in the order of the items. Results must be picklable, and do not change once they are given; an
    exception is raised here.

    jobs    number of processes, by default that of the cores this process may use
    first   is done here, items or none, when the other processes have begun: they see nothing of it
    alone   says of items at the beginning that they take long: no process is given two of them at once
    """
    jobs = min(jobs or cores(), len(items))
    if jobs < 2 or len(items) < few or not hasattr(os, "fork"):
        if first:
            first()
        return one_by_one(work, items)
    chunks = _chunks(items, jobs, sum(1 for _ in takewhile(alone, items)) if alone else 0)
    numbers, fill = os.pipe()               # whoever is free takes the next chunk's number
    os.write(fill, b"".join(n.to_bytes(2, "big") for n in range(len(chunks))))
    os.close(fill)
    done: dict[int, list[R]] = {}
    others: list[_Fork] = []
    try:
        others += (_Fork(partial(_share, work, chunks, numbers)) for _ in range(jobs - 1))
        if first:
            first()
        for n, results in _share(work, chunks, numbers):
            done[n] = results
            for other in others:
                done.update(other.sent())
        for other in others:
            done.update(other.sent(all=True))
    finally:
        os.close(numbers)
        for other in others:
            other.end()
    return [result for _, results in sorted(done.items()) for result in results]


def _chunks(items: Sequence[T], jobs: int, single: int) -> list[Sequence[T]]:
    """What a process takes at once: the first `single` items each by itself, then some."""
    left = len(items) - single
    size = max(-(-left // (MOST_CHUNKS - single)), min(NEIGHBOURS, left // (jobs * SHARES)), 1)
    return [*(items[n:n + 1] for n in range(single)), *(items[n:n + size] for n in range(single, len(items), size))]


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
    with _collecting(YOUNG):
        yield


@contextlib.contextmanager
def collected() -> Iterator[None]:
    """Garbage is looked for as Python does it, within `uncollected` too: for what goes on until somebody ends it."""
    with _collecting(USUAL):
        yield


@contextlib.contextmanager
def _collecting(thresholds: tuple[int, int, int]) -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*thresholds)
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


USUAL = gc.get_threshold()
YOUNG = 200_000, 1_000_000, 1_000_000       # objects until the newest are looked at; the older never are


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def threads(work: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """`work` of each item, in the order of the items, in threads: for what numpy and zlib do, which let others go on. Items are
    taken when their turn is near."""
    from concurrent.futures import Future, ThreadPoolExecutor  # which few need
    found: list[R] = []
    waiting: deque[Future[R]] = deque()
    with ThreadPoolExecutor(cores()) as pool:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > 2 * cores():
                found.append(waiting.popleft().result())
        return [*found, *(one.result() for one in waiting)]


@contextlib.contextmanager
def meanwhile(work: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Do the work beside what follows. Gives what waits for its result; where there is one core, it is done only then."""
    if cores() < 2 or not hasattr(os, "fork"):
        yield cache(work)
        return
    running = _Fork(lambda: iter([work()]))

    @cache
    def result() -> R:
        (found,) = running.sent(all=True)
        return cast("R", found)

    try:
        yield result
    finally:
        running.end()


def _share(work: Callable[[T], R], chunks: Sequence[Sequence[T]], numbers: int) -> Iterator[tuple[int, list[R]]]:
    while number := os.read(numbers, 2):
        n = int.from_bytes(number, "big")
        yield n, one_by_one(work, chunks[n])


class _Fork:
    """A process that sends what the work gives, one thing after another, and waits for nobody to take it until all is done."""

    def __init__(self, work: Callable[[], Iterator[Any]]) -> None:
        self._pipe, writing = os.pipe()
        try:
            self._pid = os.fork()
        except OSError:
            os.close(self._pipe)
            os.close(writing)
            raise
        if not self._pid:
            try:
                os.close(self._pipe)
                gc.set_threshold(*YOUNG)
                _send(work, writing)
            finally:
                os._exit(1)
        os.close(writing)
        self._came, self._done = bytearray(), False
        self._message = io.BytesIO()
        self._unpickler = pickle.Unpickler(self._message)      # one for all, as what came once is not sent again

    def sent(self, *, all: bool = False) -> Iterator[Any]:
        """What has come since, or all that is still to come. Raises what the work raised."""
        os.set_blocking(self._pipe, all)
        while not self._done:
            try:
                part = os.read(self._pipe, PIPE)
            except BlockingIOError:
                return
            if not part:
                raise RuntimeError("a share of the work ended without a result")
            self._came += part
            yield from self._messages()

    def _messages(self) -> Iterator[Any]:
        while len(self._came) >= HEAD.size:
            kind, size = HEAD.unpack_from(self._came)
            end = HEAD.size + size
            if len(self._came) < end:
                return
            if kind == DONE:
                self._done = True
                return
            self._message.seek(0)
            self._message.truncate()
            with memoryview(self._came) as came:
                self._message.write(came[HEAD.size:end])
            del self._came[:end]
            self._message.seek(0)
            if kind == RAISED:
                raise pickle.load(self._message)
            yield self._unpickler.load()

    def end(self) -> None:
        """It does not outlive a failure, or Ctrl-C."""
        os.close(self._pipe)
        with contextlib.suppress(ChildProcessError, ProcessLookupError):        # who ignores SIGCHLD need not wait
            if not self._done:
                os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)


HEAD = struct.Struct(">cQ")         # of a message: its kind, and the length of what follows
GIVEN, RAISED, DONE = b"=", b"!", b"."
PIPE = 1 << 18          # bytes that are taken at once, and that wait to be taken where Linux grants so many; the rest waits in
                        # the process that sends it


def _send(work: Callable[[], Iterator[Any]], pipe: int) -> None:
    """Ends the process, which need not free what it sent, and has no exit handlers to run: they are the parent's."""
    box, made = bytearray(), io.BytesIO()
    pickler = pickle.Pickler(made, pickle.HIGHEST_PROTOCOL)

    def post(kind: bytes, message: memoryview) -> None:
        box.extend(HEAD.pack(kind, len(message)))
        box.extend(message)
        with contextlib.suppress(BlockingIOError):
            while box:
                del box[:os.write(pipe, box)]

    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE)
    os.set_blocking(pipe, False)
    try:
        for given in work():
            pickler.dump(given)
            with made.getbuffer() as message:
                post(GIVEN, message)
            made.seek(0)
            made.truncate()
        end = DONE, b""
    except BaseException as e:          # the parent raises it
        end = RAISED, _pickled(e)
    os.set_blocking(pipe, True)
    post(end[0], memoryview(end[1]))
    os._exit(0)


def _pickled(fault: BaseException) -> bytes:
    """As it is, or what it says where it cannot be sent."""
    try:
        pickled = pickle.dumps(fault)
        pickle.loads(pickled)
    except Exception:
        return pickle.dumps(RuntimeError(repr(fault)))
    return pickled
