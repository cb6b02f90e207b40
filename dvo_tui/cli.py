"""The commands: parse arguments, call the part that does it, print. One line an error, never a traceback.

Only click is imported here; each command imports what it needs, so that `--help` and the first screen come fast.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, TypeVar

import click

import dvo_tui
from dvo_tui import language
from dvo_tui.errors import DvoError, InputError
from dvo_tui.language import _, explain

if TYPE_CHECKING:
    from dvo_tui.store.workspace import Workspace

T = TypeVar("T")


class _Commands(click.Group):
    """The commands; what names none of them is `review`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "-h", "--version")):
            args = ["review", *args]
        return super().parse_args(context, args)


def _format(context: click.Context, parameter: click.Parameter, value: str) -> str:
    from dvo_tui.exchange.formats import FORMATS

    if value not in FORMATS:
        raise click.BadParameter(
            _("{name} is no format; there are {names}").format(name=value, names=", ".join(FORMATS))
        )
    return value


def _at(context: click.Context, parameter: click.Parameter, value: Path) -> Workspace:
    from dvo_tui.store.workspace import Workspace

    return Workspace(value)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, as in some containers
        return "reviewer"


def _choose(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        language.choose(value)


def _named(context: click.Context, parameter: click.Parameter, value: str) -> str:
    name = value.strip()
    if not name or not name.isprintable():
        raise click.BadParameter(_("a reviewer needs a name that can be printed"))
    return name


_lang = click.option(
    "--lang",
    type=click.Choice(language.LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_choose,
    help="Language of the interface; else that of the locale.",
)
_workspace = click.option(
    "--workspace",
    metavar="DIR",
    type=click.Path(path_type=Path),
    callback=_at,
    envvar="DVO_TUI_WORKSPACE",
    default="annotations",
    help="Where reviews are kept: this folder, else DVO_TUI_WORKSPACE, else ./annotations.",
)
_reviewer = click.option(
    "--reviewer",
    metavar="NAME",
    envvar="DVO_TUI_REVIEWER",
    default=_login,
    callback=_named,
    help="Who reviews: this name, else DVO_TUI_REVIEWER, else the login name.",
)
_one_reviewer = click.option("--reviewer", metavar="NAME", help="Only the reviews of this reviewer; else those of all.")
_paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
_some_paths = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
_table_or_json = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(dvo_tui.__version__, prog_name="dvo-tui")
def commands() -> None:
    """Review Dutch safety-council minutes by keyboard and keep what you settled as a curated dataset."""


@commands.command()
@_paths
@_workspace
@_reviewer
@_lang
def review(paths: tuple[Path, ...], workspace: Workspace, reviewer: str) -> int:
    """Open minutes for review: files, folders, or all that the workspace has."""
    from dvo_tui.tui.app import run

    return run(paths, workspace, reviewer, language.current())


@commands.command()
@_some_paths
@click.option(
    "--output", metavar="DIR|-", default="-", help="A folder to write a file a document into; else standard output."
)
@click.option("--format", "form", metavar="NAME", callback=_format, default="yaml", help="yaml or json.")
@click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), default=1, help="How many processes to share the work between."
)
@_lang
def extract(paths: tuple[Path, ...], output: str, form: str, jobs: int) -> int:
    """Write what is proposed about minutes as datasets, without a review."""
    from dvo_tui.exchange import formats
    from dvo_tui.exchange.extract import extract_all

    sources, failed = _sources(paths)
    done = 0
    for dataset, problem in _progress(extract_all(sources, jobs), len(sources)):
        if dataset is None:
            _complain(problem)
            failed = True
        elif output == "-":
            _write(formats.chunk(dataset, form, first=done == 0))
            done += 1
        else:
            formats.write(dataset, Path(output), form)
    return int(failed)


def _sources(paths: Iterable[Path]) -> tuple[list[Path], bool]:
    """The files that paths stand for, each once, and whether one of the paths was bad."""
    from dvo_tui.store.sources import minutes_files

    found: dict[Path, None] = {}
    failed = False
    for path in paths:
        try:
            found.update(dict.fromkeys(minutes_files(path)))
        except DvoError as error:
            _complain(explain(error))
            failed = True
    return list(found), failed


@commands.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("lines", metavar="COMMANDS|-")
@_workspace
@_reviewer
@_lang
def replay(file: Path, lines: str, workspace: Workspace, reviewer: str) -> int:
    """Carry out commands on a document, one JSON object a line; each is answered when it is durable."""
    import msgspec

    from dvo_tui.store.opening import open_review
    from dvo_tui.store.replay import replay as carry_out

    failed = False
    with _opened(lines) as stream:
        opened = open_review(workspace, file, reviewer)
        try:
            for answer in carry_out(opened, stream):
                _write(msgspec.json.encode(answer).decode() + "\n")
                failed = failed or not answer["ok"]
        finally:
            opened.close()
    return int(failed)


@commands.command()
@_workspace
@click.option("--format", "form", metavar="NAME", callback=_format, required=True, help="yaml or json.")
@click.option(
    "--output",
    metavar="DIR|-",
    required=True,
    help="The folder to write a file a document into, or - for standard output.",
)
@click.option("--status", type=click.Choice(["accepted", "all"]), default="accepted", help="Which annotations.")
@_one_reviewer
@_lang
def export(workspace: Workspace, form: str, output: str, status: Any, reviewer: str | None) -> int:
    """Write what was settled in the workspace as datasets."""
    from dvo_tui.exchange import formats
    from dvo_tui.exchange.dataset import dataset_of
    from dvo_tui.store.opening import read_review

    paths = workspace.work_files(reviewer)
    if not paths:
        raise InputError("{folder} holds no reviews to export", folder=workspace.root)
    names = [path.name for path in paths]
    failed, done = False, 0
    for path in _progress(paths, len(paths)):
        try:
            dataset = dataset_of(read_review(workspace, path), status)
        except DvoError as error:
            _complain(explain(error))
            failed = True
            continue
        if output == "-":
            _write(formats.chunk(dataset, form, first=done == 0))
        else:
            twins = names.count(path.name) > 1
            formats.write(dataset, Path(output), form, f".{path.parent.name}" if twins else "")
        done += 1
    return int(failed)


@commands.command()
@_some_paths
@click.option("--restore", is_flag=True, help="Put the last good one in the place of a damaged work file; keep a copy.")
@_lang
def check(paths: tuple[Path, ...], restore: bool) -> int:
    """Look for contradictions in datasets, work files or a whole workspace; print every finding."""
    from dvo_tui.store.findings import checkable

    files, found = 0, 0
    for path in paths:
        try:
            named = checkable(path)
        except DvoError as error:
            _complain(explain(error))
            found += 1
            continue
        files += len(named)
        for file in named:
            for line in _findings(file, restore):
                _say(line)
                found += 1
    _say(_("{files} files checked, {found} findings").format(files=files, found=found))
    return int(found > 0)


def _findings(path: Path, restore: bool) -> Iterator[str]:
    """What is wrong with one file, a line each; that it cannot be read is a finding too."""
    from dvo_tui.exchange.dataset import read_dataset
    from dvo_tui.review.checks import check
    from dvo_tui.scheme import scheme
    from dvo_tui.store import findings, workfile, workspace

    around = workspace.around(path)
    try:
        labels = around.scheme() if around else scheme.default()
        if path.name == "scheme.yaml":
            return
        if workfile.is_work_file(path):
            yield from findings.findings(path, labels, restore)
            return
        dataset = read_dataset(path)
        found = check(dataset.document, dataset.text, dataset.records, labels)
        yield from (f"{path}: {finding.id + ': ' if finding.id else ''}{finding}" for finding in found)
    except DvoError as error:
        yield explain(error)


@commands.command()
@click.argument("document", metavar="DOC")
@_workspace
@_reviewer
@_table_or_json
@_lang
def log(document: str, workspace: Workspace, reviewer: str, form: str) -> int:
    """What was done to a document, by whom and when; as json, lines that replay carries out again."""
    from dvo_tui.store import log as logs

    path = logs.find(workspace, document, reviewer)
    if form == "json":
        for line in logs.lines_for_programs(path):
            _write(line.decode() + "\n")
        return 0
    head = ("", _("time"), _("reviewer"), _("command"), _("what"))
    _table([head, *logs.rows(path)], numbers=(0,))
    return 0


@commands.command()
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@_lang
def merge(base: Path, ours: Path, theirs: Path) -> int:
    """Merge work files by record, into OURS: a merge driver for git (%O %A %B); 1 when somebody should look."""
    from dvo_tui.scheme import scheme
    from dvo_tui.store.driver import merge_files

    outcome = merge_files(base, ours, theirs, scheme.default())
    for line in outcome.lines:
        _complain(line)
    return int(not outcome.clean)


@commands.command()
@_workspace
@_one_reviewer
@_table_or_json
@_lang
def status(workspace: Workspace, reviewer: str | None, form: str) -> int:
    """How far each review of the workspace is."""
    import msgspec

    from dvo_tui.store.status import statuses

    found = list(_progress(statuses(workspace, reviewer), len(workspace.work_files(reviewer))))
    if form == "json":
        _write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
    elif found:
        head = [_("document"), _("reviewer"), _("state"), _("accepted"), _("rejected"), _("pending"), _("updated")]
        rows = [[s.document, s.reviewer, s.state, s.accepted, s.rejected, s.pending, s.updated] for s in found]
        _table([head, *rows], numbers=(3, 4, 5))
    else:
        _say(_("{folder} holds no reviews yet").format(folder=workspace.root))
    for one in found:
        if one.problem is not None:
            _complain(one.problem)
    return int(any(one.problem is not None for one in found))


@commands.command()
@_table_or_json
@_lang
def keys(form: str) -> int:
    """Every key of the screens, with what it does and its id."""
    import json

    from dvo_tui.tui.keys import bindings_table

    found = bindings_table()
    if form == "json":
        _write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        return 0
    _write(f"| {_('keys')} | {_('what they do')} | {_('id')} | {_('screen')} |\n|---|---|---|---|\n")
    for one in found:
        pressed = " ".join(f"`{key}`" for key in _strings(one["keys"])).replace("|", "\\|")
        _write(f"| {pressed} | {one['description']} | `{one['id']}` | {one['screen']} |\n")
    return 0


def _strings(value: object) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list | tuple) else [str(value)]


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    """The lines of a file or, for `-`, of standard input, as bytes."""
    if name == "-":
        return contextlib.nullcontext(sys.stdin.buffer)
    try:
        return open(name, "rb")
    except OSError as error:
        raise InputError("{file} cannot be read: {why}", file=name, why=error.strerror or error) from None


def _progress(items: Iterable[T], total: int) -> Iterator[T]:
    """The items, with a count on standard error once it takes longer than a second and somebody is watching."""
    watched = sys.stderr.isatty()
    began = time.monotonic()
    shown = False
    for number, item in enumerate(items, 1):
        if watched and time.monotonic() - began > 1:
            sys.stderr.write(f"\r{number}/{total} ")
            sys.stderr.flush()
            shown = True
        yield item
    if shown:
        sys.stderr.write("\r\x1b[K")


def _table(rows: Sequence[Sequence[object]], numbers: Sequence[int]) -> None:
    """Rows in columns, those of numbers to the right."""
    cells = [[_printable(str(cell)) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    for row in cells:
        padded = (
            cell.rjust(width) if column in numbers else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        _write("  ".join(padded).rstrip() + "\n")


def _printable(text: str) -> str:
    from dvo_tui.tui.printable import printable

    return printable(text)


def _say(line: str) -> None:
    """A line for people."""
    _write(_printable(line) + "\n")


def _complain(line: str) -> None:
    """What went wrong, in one line on standard error."""
    sys.stderr.write(f"dvo-tui: {_printable(line)}\n")
    sys.stderr.flush()


def _write(text: str) -> None:
    """Data or a line, at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


def _translate_help() -> None:
    for command in (commands, *commands.commands.values()):
        command.help = _(command.help or "")
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.help:
                parameter.help = _(parameter.help)


def run() -> int:
    """Run the command line; every way in which it can end is an exit code here."""
    try:
        return int(commands.main(prog_name="dvo-tui", standalone_mode=False) or 0)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "dvo-tui"
        _complain(_("{what}; see {command} --help").format(what=error.format_message().rstrip("."), command=where))
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:  # who read our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    except DvoError as error:
        _complain(explain(error))
    except OSError as error:
        _complain(f"{error.filename or _('output')}: {error.strerror or type(error).__name__}")
    except Exception as error:  # the last line of defence: no traceback, since values in it can be of the minutes
        _complain(
            _("an unexpected {error} in {place}; please report it").format(
                error=type(error).__name__, place=_place(error)
            )
        )
    return 1


def _place(error: BaseException) -> str:
    """Where in our own code an error came up."""
    place = "?"
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(Path(__file__).parent):
            place = f"{file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def main() -> NoReturn:
    """The program `dvo-tui`."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    warnings.showwarning = lambda message, *_rest: _complain(str(message))
    language.choose()
    _translate_help()
    sys.exit(run())
