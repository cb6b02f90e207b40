"""Work shared between processes: one that dies costs the item it was at, and an interrupt leaves none behind."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections.abc import Callable, Generator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 8
"""How many items for each process may be finished before the one whose turn it is."""

_PATIENCE = 3.0
"""Seconds that a process gets to end by itself."""


class _Worker(NamedTuple, Generic[T, R]):
    process: BaseProcess
    line: Connection


def shared(
    work: Callable[[T], R], items: Sequence[T], jobs: int, *, lost: Callable[[T], R], ordered: bool
) -> Generator[R, None, None]:
    """The result for each item; close the iterator to end the processes, whatever they are at.

    Args:
        work: What is done with an item; can be pickled, and raises nothing.
        items: The items; can be pickled.
        jobs: How many processes.
        lost: The result for an item whose process died.
        ordered: Whether results come in the order of the items; else as they are ready.
    """
    workers: dict[Connection, _Worker[T, R]] = {}
    busy: dict[Connection, int] = {}
    ready: dict[int, R] = {}
    given = turn = 0
    try:
        while turn < len(items):
            while given < len(items) and len(busy) < jobs and given - turn < jobs * _AHEAD:
                line = next((line for line in workers if line not in busy), None) or _hire(work, workers)
                line.send(items[given])
                busy[line] = given
                given += 1
            for line in (line for line in wait(list(busy)) if isinstance(line, Connection)):
                index = busy.pop(line)
                try:
                    ready[index] = line.recv()
                except (EOFError, OSError):
                    workers.pop(line).process.join(_PATIENCE)
                    ready[index] = lost(items[index])
            while ready and (turn in ready or not ordered):
                yield ready.pop(turn if ordered else min(ready))
                turn += 1
    finally:
        _dismiss(workers, at_once=turn < len(items))


def _hire(work: Callable[[T], R], workers: dict[Connection, _Worker[T, R]]) -> Connection:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_serve, args=(work, ours, theirs), daemon=True)
    process.start()
    theirs.close()
    workers[ours] = _Worker(process, ours)
    return ours


def _dismiss(workers: dict[Connection, _Worker[T, R]], *, at_once: bool) -> None:
    for worker in workers.values():
        worker.line.close()
        if at_once:
            worker.process.terminate()
    for worker in workers.values():
        worker.process.join(_PATIENCE)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()


def _serve(work: Callable[[T], R], theirs: Connection, line: Connection) -> None:
    """What a process does: take an item, send its result, until nobody is there.

    Ctrl-C is for the process that was started by hand. What ends this one is an exception, so that a file that is
    being written is taken away.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    theirs.close()
    with contextlib.suppress(EOFError, OSError):
        while True:
            line.send(work(line.recv()))
