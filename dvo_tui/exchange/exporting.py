"""Writing datasets in a format, one after the other in bounded memory; what a format cannot hold is reported.

Invariant: a file, or a folder of a format that needs one, appears whole or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

import msgspec

from dvo_tui import files
from dvo_tui.errors import DatasetError
from dvo_tui.exchange import registry
from dvo_tui.exchange.base import Collector, Encoded, Format, Loss
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.language import _
from dvo_tui.review.checks import FILE_NAME

REPORT = "losses.jsonl"
"""What was left out, in the folder of the export or behind the name of its one file.

A JSON object a line: of one document and layer, for one reason, how many there are and the ids of all of them.
"""


class Named(NamedTuple):
    """A dataset and the name of its files, without suffix."""

    name: str
    dataset: Dataset


@dataclass
class Outcome:
    """What an export did: how many documents, and how many things of which layer were left out for which reason."""

    documents: int = 0
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    report: Path | None = None

    def lines(self) -> Iterator[str]:
        """What was left out, for people, a line a reason."""
        reasons: dict[str, list[str]] = {}
        for (layer, why), count in sorted(self.left_out.items()):
            reasons.setdefault(why, []).append(_("{count} of {layer}").format(count=count, layer=layer))
        for why, counted in reasons.items():
            yield _("left out: {counted}: {why}").format(counted=", ".join(counted), why=why)
        if self.report is not None:
            yield _("each of them is named in {file}").format(file=self.report)


class _Line(msgspec.Struct, frozen=True):
    """What of one document and layer was left out for one reason; what is of no record has no id."""

    document: str
    layer: str
    why: str
    count: int
    ids: list[str]


def _lines(losses: Iterable[Loss]) -> Iterator[_Line]:
    """Losses by document, layer and reason, in the order in which they first occur."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for loss in losses:
        alike.setdefault((loss.document, loss.layer, str(loss)), []).append(loss.id)
    for (document, layer, why), ids in alike.items():
        yield _Line(document, layer, why, len(ids), [one for one in ids if one])


def export_all(datasets: Iterable[Named], form: Format, output: Path) -> Outcome:
    """Write datasets into a folder, or for a format of one file into that file, and a report of what was left out.

    Args:
        datasets: What to write; taken one at a time.
        form: The format, as `registry.usable` gives it.
        output: The folder or file.

    Raises:
        DatasetError: if a dataset has no name that a file can have, or a folder stands where the one file goes, or a
            file where the folder goes.
        StoreError: if something cannot be written. Files of documents that came before it are then there, whole.
    """
    if form.unit == "file" and output.is_dir():
        raise DatasetError(
            "{output} is a folder; the format {name} is one file, name that", output=output, name=form.name
        )
    if form.unit != "file" and output.is_file():
        raise DatasetError(
            "{output} is a file; the format {name} needs a folder, name that", output=output, name=form.name
        )
    outcome = Outcome()
    with ExitStack() as stack:
        sink = stack.enter_context(_SINKS[form.unit](form, output))
        report: BinaryIO | None = None
        for named in datasets:
            losses = sink.add(named)
            if losses and report is None:
                report = stack.enter_context(files.growing(sink.report))
            for line in _lines(losses):
                assert report is not None
                report.write(msgspec.json.encode(line) + b"\n")
                outcome.left_out[line.layer, line.why] += line.count
            outcome.documents += 1
    shown = output.with_name(sink.report.name) if form.unit == "file" else output / REPORT
    if outcome.left_out:
        outcome.report = shown
    else:
        shown.unlink(missing_ok=True)  # of an earlier export, which left something out
    return outcome


def save(dataset: Dataset, folder: Path, form: Format) -> Path:
    """Write one dataset as a file of its own, durably; returns where.

    Args:
        dataset: What to write.
        folder: Where to; made where it is not there.
        form: A format of one file a document.

    Raises:
        DatasetError: if its id is no name that a file can have.
        StoreError: if it cannot be written; what stood there is then still there.
    """
    ((file, data),) = files_of(Named(dataset.document.id, dataset), form, _encoded(form, dataset))
    files.save(folder / file, data)
    return folder / file


def files_of(named: Named, form: Format, encoded: Encoded | None = None) -> Iterator[tuple[str, bytes]]:
    """The name and content of each file of a document.

    Raises:
        DatasetError: if it has no name that a file can have.
    """
    for suffix, data in (encoded or _encoded(form, named.dataset)).files.items():
        if not FILE_NAME.fullmatch(f"{named.name}{suffix}"):
            raise DatasetError("{id} is no document id that a file can be named after", id=named.name)
        yield f"{named.name}{suffix}", data


def piece(dataset: Dataset, form: Format) -> bytes:
    """One dataset as it stands on a stream, where what `streamed` gives of the format is one file a document."""
    return b"".join(_encoded(form, dataset).files.values())


def streamed(form: Format) -> Format:
    """The format that stands in for this one on a stream."""
    return registry.usable(form.stream) if form.stream else form


def stream(datasets: Iterable[Named], name: str) -> Iterator[bytes]:
    """Datasets as one stream of bytes, piece by piece; for standard output.

    Raises:
        DatasetError: if the format cannot be one stream, or not without leaving something out unseen.
    """
    form = streamed(registry.usable(name))
    started = False
    for named in datasets:
        encoded = None if form.unit == "folder" else _encoded(form, named.dataset)
        if encoded is None or len(encoded.files) != 1 or form.shared is not None or form.legend is not None:
            raise DatasetError("the format {name} is several files; name a folder with --output", name=name)
        if encoded.losses:
            raise DatasetError("the format {name} leaves something out; name a file with --output", name=name)
        yield form.between if started else form.head
        yield from encoded.files.values()
        started = True
    yield form.tail if started else form.head + form.tail


class _Sink(Protocol):
    report: Path

    def add(self, named: Named) -> Sequence[Loss]: ...


class _Files:
    """Files of its own for each document."""

    def __init__(self, form: Format, report: Path, save: Callable[[str, bytes], None]) -> None:
        self._form = form
        self._save = save
        self.labels: set[str] = set()
        self.report = report

    def add(self, named: Named) -> Sequence[Loss]:
        encoded = _encoded(self._form, _told_apart(named, self._form))
        for name, data in files_of(named, self._form, encoded):
            self._save(name, data)
        self.labels |= encoded.labels
        return encoded.losses


class _File:
    """One file for all."""

    def __init__(self, form: Format, path: Path, file: BinaryIO) -> None:
        self._form = form
        self._file = file
        self._between = b""
        self.labels: set[str] = set()
        self.report = path.with_name(f"{path.name}.{REPORT}")

    def add(self, named: Named) -> Sequence[Loss]:
        encoded = _encoded(self._form, _told_apart(named, self._form))
        self._file.write(self._between)
        self._file.writelines(encoded.files.values())
        self._between = self._form.between
        self.labels |= encoded.labels
        return encoded.losses


class _Folder:
    """A folder that a collector fills."""

    def __init__(self, form: Format, collector: Collector, folder: Path) -> None:
        self._form = form
        self._collector = collector
        self.report = folder / REPORT

    def add(self, named: Named) -> Sequence[Loss]:
        return self._collector.add(_told_apart(named, self._form))


@contextmanager
def _into_files(form: Format, output: Path) -> Iterator[_Sink]:
    with files.saving(output) as save:
        for name, data in form.shared().items() if form.shared is not None else ():
            save(name, data)
        sink = _Files(form, output / REPORT, save)
        yield sink
        for name, data in form.legend(sink.labels).items() if form.legend is not None else ():
            save(name, data)


@contextmanager
def _into_file(form: Format, output: Path) -> Iterator[_Sink]:
    with files.growing(output) as file:
        file.write(form.head)
        sink = _File(form, output, file)
        yield sink
        file.write(form.tail)
    for name, data in form.legend(sink.labels).items() if form.legend is not None else ():
        files.save(output.with_name(f"{output.name}.{name}"), data)


@contextmanager
def _into_folder(form: Format, output: Path) -> Iterator[_Sink]:
    assert form.collect is not None, "a format of a folder has a collector"
    with files.growing_folder(output) as folder:
        collector = form.collect(folder)
        yield _Folder(form, collector, folder)
        collector.close()


_SINKS: dict[str, Callable[[Format, Path], AbstractContextManager[_Sink]]] = {
    "document": _into_files,
    "file": _into_file,
    "folder": _into_folder,
}


def _told_apart(named: Named, form: Format) -> Dataset:
    """The dataset by the name of its files, where two reviews of one document would else be told alike in them."""
    if "document" in form.holds or named.name == named.dataset.document.id:
        return named.dataset
    document = msgspec.structs.replace(named.dataset.document, id=named.name)
    return msgspec.structs.replace(named.dataset, document=document)


def _encoded(form: Format, dataset: Dataset) -> Encoded:
    assert form.encode is not None, "a format that is written document by document encodes"
    return form.encode(dataset)
