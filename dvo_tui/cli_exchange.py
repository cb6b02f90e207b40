"""The commands of the exchange: what is read from and written for other programs, and which formats there are.

As in `cli`, each command imports what it needs.
"""

from __future__ import annotations

import contextlib
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dvo_tui import options
from dvo_tui.console import complain, report_lines, say, table, write
from dvo_tui.errors import DvoError, InputError
from dvo_tui.language import _, explain
from dvo_tui.progress import counted

if TYPE_CHECKING:
    from dvo_tui.exchange.base import Format
    from dvo_tui.exchange.exporting import Named
    from dvo_tui.review.importing import Incoming
    from dvo_tui.store.workspace import Workspace


@click.command()
@options.some_paths
@click.option(
    "--output", metavar="DIR|-", default="-", help="A folder to write a file a document into; else standard output."
)
@click.option("--format", "form", metavar="NAME", callback=options.native_format, default="yaml", help="yaml or json.")
@click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), default=1, help="How many processes to share the work between."
)
@click.option("--fresh", is_flag=True, help="Do again what an earlier run into the same folder did.")
@options.lang
def extract(paths: tuple[Path, ...], output: str, form: str, jobs: int, fresh: bool) -> int:
    """Write what is proposed about minutes as datasets, without a review."""
    from dvo_tui.exchange import extract as extracting
    from dvo_tui.progress import Progress

    sources, unfound = _sources(paths)
    run = extracting.Run(sources, extracting.plan(form, None if output == "-" else Path(output), fresh=fresh), unfound)
    progress = Progress(len(sources))
    try:
        with contextlib.closing(run.outcomes(jobs, progress.part)) as outcomes:
            for outcome in outcomes:
                if outcome.text:
                    progress.clear()
                    (complain if outcome.failed else write)(outcome.text)
                progress.step(free=outcome.state == "before")
    except KeyboardInterrupt:
        progress.clear()
        complain(run.stopped())
        return 130
    progress.clear()
    for line in run.counts():
        complain(line)
    return int(run.failed)


def _sources(paths: Iterable[Path]) -> tuple[list[Path], int]:
    """The files that paths stand for, each once, and how many of the paths were bad."""
    from dvo_tui.store.sources import minutes_files

    found: dict[Path, None] = {}
    failed = 0
    for path in paths:
        try:
            found.update(dict.fromkeys(minutes_files(path)))
        except DvoError as error:
            complain(explain(error))
            failed += 1
    return list(found), failed


@click.command()
@options.workspace
@click.option("--format", "form", metavar="NAME", required=True, help="A format; `dvo-tui formats` lists them.")
@click.option(
    "--output",
    metavar="PATH|-",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder to write into, for a format of one file that file, or - for standard output.",
)
@click.option("--status", type=click.Choice(["accepted", "all"]), default="accepted", help="Which annotations.")
@options.one_reviewer
@options.redaction
@options.lang
def export(
    workspace: Workspace, form: str, output: Path, status: Any, reviewer: str | None, redact: bool, **asked: Any
) -> int:
    """Write what was settled in the workspace as datasets; with --redact as copies that may be published."""
    from dvo_tui.exchange import exporting, registry
    from dvo_tui.store.status import superseded

    chosen = registry.usable(form)
    paths = workspace.work_files(reviewer)
    if not paths:
        raise InputError("{folder} holds no reviews to export", folder=workspace.root)
    over = superseded(paths)
    for path, after in over.items():
        complain(_("{document} is left out: the file changed, and its review went on as {after}").format(
            document=path.stem, after=after
        ))  # fmt: skip
    failures: list[str] = []
    kept = [path for path in paths if path not in over]
    datasets = _reviewed(workspace, kept, "all" if redact else status, failures)
    if redact:
        again = partial(_reviewed, workspace, kept, "all", [])
        return _published(workspace, datasets, again, chosen, output, status, **asked) or int(bool(failures))
    if str(output) == "-":
        for piece in exporting.stream(datasets, form):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    else:
        for line in exporting.export_all(datasets, chosen, output).lines():
            complain(line)
    return int(bool(failures))


def _published(
    workspace: Workspace,
    datasets: Iterable[Named],
    again: Callable[[], Iterable[Named]],
    form: Format,
    output: Path,
    status: Any,
    public: tuple[str, ...],
    private: tuple[str, ...],
    ground: tuple[str, ...],
    hide: tuple[str, ...],
    key: Path | None,
    confirm: bool,
) -> int:
    """Copies that may be published: first what a person should look at, then, once that is confirmed, the copies."""
    from dvo_tui.exchange import publishing
    from dvo_tui.store import register, withholding

    if str(output) == "-":
        raise InputError("redacted copies are written to files, with their grounds; name a path with --output")
    settled = register.known(workspace).publicity
    settings = publishing.settings_of(public, private, ground, hide, settled, withholding.by_document(workspace))
    if key is not None:
        publishing.check_key(key, output)
    if not confirm:
        count = 0
        for line in publishing.looks(publishing.Copies(datasets, settings, publishing.read_key(key), status)):
            say(line)
            count += 1
        if count:
            complain(_("{count} things to look at; --confirm writes the copies all the same").format(count=count))
            return 1
        datasets = again()
    for line in publishing.publish(datasets, form, output, settings, key, status).lines():
        complain(line)
    return 0


def _reviewed(workspace: Workspace, paths: Sequence[Path], status: Any, failures: list[str]) -> Iterator[Named]:
    """The reviews of a workspace as datasets; one that cannot be read is said, noted, and the others go on."""
    from dvo_tui.exchange.dataset import dataset_of
    from dvo_tui.exchange.exporting import Named
    from dvo_tui.store.opening import read_review

    names = Counter(path.name for path in paths)
    for path in counted(paths, len(paths)):
        try:
            dataset = dataset_of(read_review(workspace, path), status)
        except DvoError as error:
            failures.append(explain(error))
            complain(failures[-1])
            continue
        twin = f".{path.parent.name}" if names[path.name] > 1 else ""
        yield Named(dataset.document.id + twin, dataset)


@click.command("import")
@options.some_paths
@options.workspace
@options.reviewer
@click.option("--format", "form", metavar="NAME", required=True, help="A format; `dvo-tui formats` lists them.")
@click.option(
    "--status",
    type=click.Choice(["pending", "accepted"]),
    default="pending",
    help="As what annotations come in; what was rejected stays rejected.",
)
@click.option(
    "--label",
    "labels",
    metavar="FROM=TO",
    multiple=True,
    help="Another name for a type of entities, as in PER=PERSON; MISC= leaves those out.",
)
@options.lang
def import_(
    paths: tuple[Path, ...], workspace: Workspace, reviewer: str, form: str, status: Any, labels: tuple[str, ...]
) -> int:
    """Bring annotations of other programs, or of datasets, into the reviews of the workspace."""
    from dvo_tui.exchange import incoming, registry

    chosen = registry.usable(form)
    if chosen.decode is None:
        raise InputError("the format {name} is only written; `dvo-tui formats` says which can be read", name=form)
    names = incoming.renaming(labels)
    scheme = workspace.scheme()
    failed = 0
    for path in paths:
        try:
            files = incoming.files_in(path, chosen)
        except DvoError as error:
            complain(explain(error))
            failed += 1
            continue
        for file in counted(files, len(files)):
            try:
                failed += _brought_in(
                    file, partial(incoming.read, file, chosen, scheme, names), workspace, reviewer, status
                )
            except DvoError as error:
                complain(explain(error))
                failed += 1
    return int(failed > 0)


def _brought_in(
    file: Path, read: Callable[[], Iterator[Incoming]], workspace: Workspace, reviewer: str, status: Any
) -> int:
    """Bring in the documents of a file once all of it is known to be sound; how many of them refused it."""
    from dvo_tui.store.importing import import_into

    for _sound in read():
        pass
    failed = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # said above already
        for one in read():
            try:
                brought = import_into(workspace, reviewer, one, status)
            except DvoError as error:
                complain(f"{file}: {explain(error)}")
                failed += 1
                continue
            for line in report_lines(file, brought):
                say(line)
    return failed


@click.command()
@options.table_or_json
@options.lang
def formats(form: str) -> int:
    """Every format that `export` writes and `import` reads, and what it can hold."""
    import json

    from dvo_tui.exchange import registry

    found = [registry.about(name) for name in registry.names()]
    if form == "json":
        write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        return 0
    head = (_("format"), _("written as"), _("import"), _("needs"), _("what it is"))
    table([head, *(tuple(str(value) for value in list(one.values())[:5]) for one in found)], numbers=())
    return 0


@click.command()
@click.argument("first", metavar="DATASET", type=click.Path(path_type=Path))
@click.argument("second", metavar="DATASET", type=click.Path(path_type=Path))
@options.lang
def agreement(first: Path, second: Path) -> int:
    """How far two reviews of one document agree; of two folders, those of every document that both have."""
    from dvo_tui.exchange import agreement as comparing

    paired = comparing.pairs(first, second)
    found = comparing.together([comparing.agreement(one, other) for one, other in paired.datasets])
    head = (_("layer"), _("first"), _("second"), _("same"), "F1", _("overlap"), _("F1 overlap"))
    rows = ((it.first, it.second, it.same, _figure(it.f1), it.met, _figure(it.f1_overlap)) for it in found.layers)
    named = [(_(layer.name), *row) for layer, row in zip(found.layers, rows, strict=True)]
    table([head, *named], numbers=range(1, len(head)))
    say(_("same: label and every edge; overlap: label and at least one character; links and fields are not compared"))
    told = _("kappa: {kappa}, on the type of the {count} entities whose edges both set alike, and on nothing else")
    say(told.format(count=found.compared, kappa=_figure(found.kappa)))
    say(_("documents compared: {count}").format(count=len(paired.datasets)))
    for path, documents in ((first, paired.only_first), (second, paired.only_second)):
        for document in documents:
            say(_("only in {folder}, not compared: {document}").format(folder=path, document=document))
    return 0


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


COMMANDS = (extract, export, import_, agreement, formats)
"""Every command of this module."""
