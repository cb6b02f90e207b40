"""Minutes to a dataset in one go: read, suggest, write; for pipelines, without a reviewer and without a workspace."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

from dvo_tui import files, language
from dvo_tui.errors import DvoError, StoreError
from dvo_tui.exchange import exporting, finished, registry
from dvo_tui.exchange.dataset import Dataset, dataset_of
from dvo_tui.language import _, explain
from dvo_tui.minutes.reading import bytes_of, read_bytes
from dvo_tui.minutes.text import sanitise
from dvo_tui.review.opening import first_records
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.suggest.base import Known
from dvo_tui.suggest.pipeline import suggest_all

Pages = Callable[[int, int], None]
"""Told how many pages of a file are read, and how many it has."""


class Outcome(NamedTuple):
    """What became of one file: `text` is the piece of the stream for `made`, one line that says why for `bad`
    and `stop`.

    `made` was extracted now, `before` by an earlier run into the same folder; after `stop` the others would fail too.
    """

    state: Literal["made", "before", "bad", "stop"]
    text: str = ""

    @property
    def failed(self) -> bool:
        return self.state in ("bad", "stop")


@dataclass(frozen=True)
class Plan:
    """How a run extracts: the format, and the folder it writes into, `None` for one stream.

    `known` is what earlier runs into the folder finished; empty where all is to be done again.
    """

    form: str
    folder: Path | None = None
    known: finished.Known = field(default_factory=dict)
    by: str = ""


def plan(form: str, folder: Path | None, *, fresh: bool = False) -> Plan:
    """The plan for a run; with `fresh` it does again what is done.

    Raises:
        StoreError: if the folder tells what is done in a way that cannot be read.
    """
    if folder is None:
        return Plan(form)
    return Plan(form, folder, {} if fresh else finished.known(folder), finished.made_by())


def extract(path: Path, pages: Pages | None = None) -> Dataset:
    """Everything that is proposed about the minutes in a file, as a dataset in which all is pending.

    Raises:
        InputError: if the file cannot be read as minutes.
    """
    return _dataset(bytes_of(path), path.name, pages)


def _dataset(data: bytes, name: str, pages: Pages | None) -> Dataset:
    minutes = read_bytes(data, name, pages)
    records = first_records(minutes, suggest_all(minutes, Known()))
    return dataset_of(ReviewSession(minutes, records, "", scheme.default()), "all")


class Run:
    """An extraction of many files, and what has become of them so far.

    Args:
        paths: The files.
        how: What is written where.
        unfound: How many paths stood for no file at all.
    """

    def __init__(self, paths: Sequence[Path], how: Plan, unfound: int = 0) -> None:
        self._paths = paths
        self._how = how
        self._total = len(paths) + unfound
        self._tally = Counter[str](bad=unfound)

    def outcomes(self, jobs: int = 1, pages: Pages | None = None) -> Generator[Outcome, None, None]:
        """The outcome for each file; a bad file costs its own outcome only. Close the iterator to stop halfway.

        Args:
            jobs: How many processes share the work. Outcomes come in the order of the files where one stream is
                written, else as they are ready.
            pages: Told how far reading is, where there is one process.
        """
        between = "" if self._how.folder else exporting.streamed(registry.usable(self._how.form)).between.decode()
        with contextlib.closing(_all(self._paths, self._how, jobs, pages)) as found:
            for outcome in found:
                self._tally[outcome.state] += 1
                later = outcome.state == "made" and self._tally["made"] > 1
                yield outcome._replace(text=between + outcome.text) if later else outcome
                if outcome.state == "stop":
                    return

    @property
    def failed(self) -> bool:
        return bool(self._tally["bad"] or self._tally["stop"])

    def stopped(self) -> str:
        """What an interrupt leaves, and how to go on, in one line."""
        done = self._tally["made"] + self._tally["before"]
        if self._how.folder is None:
            line = _("stopped: {done} of {total} files are written; with --output FOLDER it could go on")
        else:
            line = _("stopped: {done} of {total} files are done; the same command goes on from here")
        return line.format(done=done, total=self._total)

    def counts(self) -> Iterator[str]:
        """What became of many files, a line each, where it is not all the same."""
        if self._tally["before"]:
            line = _("{count} of {total} files were done before and have not changed; --fresh does them again")
            yield line.format(count=self._tally["before"], total=self._total)
        if self._tally["bad"] and self._total > 1:
            yield _("{count} of {total} files could not be read").format(count=self._tally["bad"], total=self._total)


def _all(paths: Sequence[Path], how: Plan, jobs: int, pages: Pages | None) -> Generator[Outcome, None, None]:
    if jobs <= 1 or len(paths) <= 1:
        for path in paths:
            yield _outcome(path, how, language.current(), pages)
        return
    from dvo_tui.exchange.workers import shared  # what it takes costs 20 ms, and one file needs none of it

    work = partial(_outcome, how=how, chosen=language.current())
    with contextlib.closing(
        shared(work, paths, min(jobs, len(paths)), lost=_lost, ordered=how.folder is None)
    ) as found:
        yield from found


def _outcome(path: Path, how: Plan, chosen: str, pages: Pages | None = None) -> Outcome:
    if language.current() != chosen:  # a process of its own
        language.choose(chosen)
    try:
        if how.folder is None:
            form = exporting.streamed(registry.usable(how.form))
            return Outcome("made", exporting.piece(extract(path, pages), form).decode("utf-8"))
        return _into(how.folder, path, how, pages)
    except StoreError as error:
        return Outcome("stop", explain(error))
    except DvoError as error:
        return Outcome("bad", explain(error))
    except Exception as error:  # whatever a reader or suggester of others does, the other files go on
        return Outcome(
            "bad", _("{file}: an unexpected {error} in the program").format(file=path, error=type(error).__name__)
        )


def _into(folder: Path, path: Path, how: Plan, pages: Pages | None) -> Outcome:
    """Write the dataset of a file into a folder, unless it is there."""
    data = bytes_of(path)
    key = (sanitise(path.name), sha256(data).hexdigest(), how.form)
    before = how.known.get(key)
    if before is not None and before.by == how.by and finished.still_there(folder, before):
        return Outcome("before")
    dataset = _dataset(data, path.name, pages)
    named = exporting.Named(dataset.document.id, dataset)
    ((name, content),) = exporting.files_of(named, registry.usable(how.form))
    finished.note(folder, finished.Finished(*key, how.by, name, sha256(content).hexdigest()))
    files.save(folder / name, content)
    return Outcome("made")


def _lost(path: Path) -> Outcome:
    return Outcome("bad", _("{file}: its process was killed, maybe for want of memory").format(file=path))
