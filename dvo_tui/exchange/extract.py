"""Minutes to a dataset in one go: read, suggest, write; for pipelines, without a reviewer and without a workspace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from dvo_tui import language
from dvo_tui.errors import DvoError
from dvo_tui.exchange.dataset import Dataset, dataset_of
from dvo_tui.language import _, explain
from dvo_tui.minutes.reading import read_file
from dvo_tui.review.opening import first_records
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.suggest.base import Known
from dvo_tui.suggest.pipeline import suggest_all

Outcome = tuple[Dataset | None, str]
"""A dataset, or `None` with one line that says why not."""


def extract(path: Path) -> Dataset:
    """Everything that is proposed about the minutes in a file, as a dataset in which all is pending.

    Raises:
        InputError: if the file cannot be read as minutes.
    """
    minutes = read_file(path)
    records = first_records(minutes, suggest_all(minutes, Known()))
    return dataset_of(ReviewSession(minutes, records, "", scheme.default()), "all")


def extract_all(paths: Sequence[Path], jobs: int = 1) -> Iterator[Outcome]:
    """The outcome for each file, in order; a bad file costs its own outcome only.

    Args:
        paths: The files.
        jobs: How many processes to share the work between.
    """
    work = partial(_outcome, chosen=language.current())
    if jobs <= 1 or len(paths) <= 1:
        yield from map(work, paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(paths)), initializer=_leave_interrupts) as pool:
        yield from pool.map(work, paths)


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that was started by hand; it ends the others."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _outcome(path: Path, chosen: str) -> Outcome:
    if language.current() != chosen:  # a process of its own
        language.choose(chosen)
    try:
        return extract(path), ""
    except DvoError as error:
        return None, explain(error)
    except Exception as error:  # whatever a reader or suggester of others does, the other files go on
        return None, _("{file}: an unexpected {error} in the program").format(file=path, error=type(error).__name__)
