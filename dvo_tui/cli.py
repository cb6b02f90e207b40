"""The commands: parse arguments, call the part that does it, print. One line an error, never a traceback.

Only click is imported here; each command imports what it needs, so that `--help` and the first screen come fast.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

import dvo_tui
from dvo_tui import cli_exchange, config, language, options
from dvo_tui.console import complain, lines_of, say, table, write
from dvo_tui.errors import DvoError, InputError
from dvo_tui.language import _, explain
from dvo_tui.progress import counted

if TYPE_CHECKING:
    from dvo_tui.store.workspace import Workspace


@click.group(cls=options.Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(dvo_tui.__version__, prog_name="dvo-tui")
def commands() -> None:
    """Review Dutch safety-council minutes by keyboard and keep what you settled as a curated dataset."""


@commands.command()
@options.paths
@options.workspace
@options.reviewer
@options.lang
def review(paths: tuple[Path, ...], workspace: Workspace, reviewer: str) -> int:
    """Open minutes for review: files, folders, or all that the workspace has."""
    gc.disable()  # until the first document is on screen; collecting costs a sixth of the start
    from dvo_tui.tui.app import run

    return run(paths, workspace, reviewer, language.current())


@commands.command()
@options.paths
@options.workspace
@options.reviewer
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to listen; else at a port that is free.")
@options.lang
def serve(paths: tuple[Path, ...], workspace: Workspace, reviewer: str, port: int) -> int:
    """Open minutes for review in a browser on this machine; needs the extra `serve`."""
    from dvo_tui.tui.shelf import entries_of

    try:
        from dvo_tui.tui.browser.server import serve as answer
    except ImportError:
        raise InputError("this needs more: pip install 'dvo-tui[serve]'") from None
    entries_of(paths, workspace, reviewer)
    given = ["--workspace", workspace.root.absolute(), "--reviewer", reviewer, "--lang", language.current()]
    program = [sys.executable, "-m", "dvo_tui", "review", *given, "--", *(path.absolute() for path in paths)]
    return answer([str(part) for part in program], "dvo-tui", port, say)


@commands.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("lines", metavar="COMMANDS|-")
@options.workspace
@options.reviewer
@options.lang
def replay(file: Path, lines: str, workspace: Workspace, reviewer: str) -> int:
    """Carry out commands on a document, one JSON object a line; each is answered when it is durable."""
    import msgspec

    from dvo_tui.store.opening import open_review
    from dvo_tui.store.replay import replay as carry_out

    failed = False
    with lines_of(lines) as stream:
        opened = open_review(workspace, file, reviewer)
        try:
            if opened.news:
                complain(opened.news)
            if opened.unsaved:
                opened.save()
            for answer in carry_out(opened, stream):
                write(msgspec.json.encode(answer).decode() + "\n")
                failed = failed or not answer["ok"]
        finally:
            opened.close()
    return int(failed)


@commands.command()
@options.some_paths
@click.option("--restore", is_flag=True, help="Put the last good one in the place of a damaged work file; keep a copy.")
@options.lang
def check(paths: tuple[Path, ...], restore: bool) -> int:
    """Look for contradictions in datasets, work files or a whole workspace; print every finding."""
    from dvo_tui.store.findings import checkable

    files, found = 0, 0
    for path in paths:
        try:
            named = checkable(path)
        except DvoError as error:
            complain(explain(error))
            found += 1
            continue
        files += len(named)
        for file in named:
            for line in _findings(file, restore):
                say(line)
                found += 1
    say(_("{files} files checked, {found} findings").format(files=files, found=found))
    return int(found > 0)


def _findings(path: Path, restore: bool) -> Iterator[str]:
    """What is wrong with one file, a line each; that it cannot be read is a finding too."""
    from dvo_tui.exchange import checking
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
        yield from checking.findings(path, labels)
    except DvoError as error:
        yield explain(error)


@commands.command()
@click.argument("document", metavar="DOC")
@options.workspace
@options.reviewer
@options.table_or_json
@options.lang
def log(document: str, workspace: Workspace, reviewer: str, form: str) -> int:
    """What was done to a document, by whom and when; as json, lines that replay carries out again."""
    from dvo_tui.store import log as logs

    path = logs.find(workspace, document, reviewer)
    if form == "json":
        for line in logs.lines_for_programs(path):
            write(line.decode() + "\n")
        return 0
    head = ("", _("time"), _("reviewer"), _("command"), _("what"))
    table([head, *logs.rows(path)], numbers=(0,))
    return 0


@commands.command()
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@options.lang
def merge(base: Path, ours: Path, theirs: Path) -> int:
    """Merge work files by record, into OURS: a merge driver for git (%O %A %B); 1 when somebody should look."""
    from dvo_tui.scheme import scheme
    from dvo_tui.store.driver import merge_files

    outcome = merge_files(base, ours, theirs, scheme.default())
    for line in outcome.lines:
        complain(line)
    return int(not outcome.clean)


@commands.command()
@options.workspace
@options.one_reviewer
@options.table_or_json
@options.lang
def status(workspace: Workspace, reviewer: str | None, form: str) -> int:
    """How far each review of the workspace is."""
    import msgspec

    from dvo_tui.store.status import statuses

    found = list(counted(statuses(workspace, reviewer), len(workspace.work_files(reviewer))))
    if form == "json":
        write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
    elif found:
        head = [_("document"), _("reviewer"), _("state"), _("accepted"), _("rejected"), _("pending"), _("unplaced")]
        shown = [(s, _("went on as {after}").format(after=s.superseded) if s.superseded else s.state) for s in found]
        counts = [[s.accepted, s.rejected, s.pending, s.unplaced] for s in found]
        rows = [[s.document, s.reviewer, state, *n, s.updated] for (s, state), n in zip(shown, counts, strict=True)]
        table([[*head, _("updated")], *rows], numbers=(3, 4, 5, 6))
    else:
        say(_("{folder} holds no reviews yet").format(folder=workspace.root))
    for one in found:
        if one.problem is not None:
            complain(one.problem)
    return int(any(one.problem is not None for one in found))


@commands.command()
@options.workspace
@options.one_reviewer
@options.table_or_json
@options.lang
def stats(workspace: Workspace, reviewer: str | None, form: str) -> int:
    """Time and pace per document, and how each rule fared; what the dashboard shows."""
    import msgspec

    from dvo_tui.progress import clock_time
    from dvo_tui.store.statistics import statistics

    found = statistics(workspace, reviewer)
    if form == "json":
        write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
    elif not found.works:
        say(_("{folder} holds no reviews yet").format(folder=workspace.root))
    else:
        head = [_("document"), _("reviewer"), _("settled"), _("pending"), _("time")]
        rows = [[w.document, w.reviewer, w.settled, w.pending, clock_time(w.seconds)] for w in found.works]
        total = [_("total"), "", found.settled, found.pending, clock_time(found.seconds)]
        table([head, *rows, total], numbers=(2, 3, 4))
        fared = [[r.rule, r.accepted, r.rejected, f"{r.rate:.0%}"] for r in found.rules]
        if fared:
            write("\n")
            table([[_("rule"), _("accepted"), _("rejected"), _("rate")], *fared], numbers=(1, 2, 3))
    return 0


@commands.command()
@options.workspace
@options.one_reviewer
@options.table_or_json
@options.lang
def unplaced(workspace: Workspace, reviewer: str | None, form: str) -> int:
    """What has no place in a text that changed since its review; replay's place, dismiss and reset settle it."""
    import msgspec

    from dvo_tui.store.rereading import left_in

    found = list(left_in(workspace.work_files(reviewer)))
    if form == "json":
        write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
    elif found:
        head = [_("document"), _("reviewer"), _("id"), _("layer"), _("stood at"), _("state"), _("quote")]
        state = {True: _("dismissed"), False: _("no place")}
        table([head, *([*one.row[:5], state[one.dismissed], one.row[5]] for one in found)], numbers=())
    else:
        say(_("everything in {folder} has its place").format(folder=workspace.root))
    return 0


@commands.command()
@options.table_or_json
@options.lang
def keys(form: str) -> int:
    """Every key of the screens, with what it does and its id; those of the settings file where it sets any."""
    import json

    from dvo_tui.tui import remapping
    from dvo_tui.tui.keys import bindings_table

    settings = config.load()
    remapping.use(settings.keys, settings.file)
    found = bindings_table()
    if form == "json":
        write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        return 0
    write(f"| {_('keys')} | {_('what they do')} | {_('id')} | {_('screen')} |\n|---|---|---|---|\n")
    for one in found:
        pressed = " ".join(f"`{key}`" for key in _strings(one["keys"])).replace("|", "\\|")
        write(f"| {pressed} | {one['description']} | `{one['id']}` | {one['screen']} |\n")
    return 0


for _command in cli_exchange.COMMANDS:
    commands.add_command(_command)


def _strings(value: object) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list | tuple) else [str(value)]


def _translate_help() -> None:
    for command in (commands, *commands.commands.values()):
        command.help = _(command.help or "")
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.help:
                parameter.help = _(parameter.help)


def run() -> int:
    """Run the command line; every way in which it can end is an exit code here."""
    try:
        return int(commands.main(prog_name="dvo-tui", standalone_mode=False, default_map=_defaults()) or 0)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "dvo-tui"
        complain(_("{what}; see {command} --help").format(what=error.format_message().rstrip("."), command=where))
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:  # who read our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    except DvoError as error:
        complain(explain(error))
    except OSError as error:
        complain(f"{error.filename or _('output')}: {error.strerror or type(error).__name__}")
    except Exception as error:  # the last line of defence: no traceback, since values in it can be of the minutes
        complain(
            _("an unexpected {error} in {place}; please report it").format(
                error=type(error).__name__, place=_place(error)
            )
        )
    return 1


def _defaults() -> dict[str, dict[str, str]]:
    """What the settings file says where an option is not given, by command; also chooses the language."""
    if {"-h", "--help", "--version"} & set(sys.argv[1:]):
        return {}
    settings = config.load()
    if settings.language is not None:
        language.choose(settings.language)
    said = {
        options.workspace_at: settings.workspace and str(settings.workspace),
        options.reviewer_named: settings.reviewer,
    }
    return {
        name: {
            parameter.name: value
            for parameter in command.params
            if parameter.name and parameter.callback in said and (value := said[parameter.callback])
        }
        for name, command in commands.commands.items()
    }


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
    warnings.showwarning = lambda message, *_rest: complain(str(message))
    language.choose()
    with contextlib.suppress(DvoError):  # what is wrong with the settings is said by what needs them
        language.choose(config.load().language)
    _translate_help()
    sys.exit(run())
