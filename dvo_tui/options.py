"""Options and arguments that several commands have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dvo_tui import language
from dvo_tui.language import _

if TYPE_CHECKING:
    from dvo_tui.store.workspace import Workspace


class Commands(click.Group):
    """The commands; what names none of them is `review`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "-h", "--version")):
            args = ["review", *args]
        return super().parse_args(context, args)


def native_format(context: click.Context, parameter: click.Parameter, value: str) -> str:
    from dvo_tui.exchange.native import ONE_EACH

    if value not in ONE_EACH:
        raise click.BadParameter(
            _("{name} is no format; there are {names}").format(name=value, names=", ".join(ONE_EACH))
        )
    return value


def workspace_at(context: click.Context, parameter: click.Parameter, value: Path) -> Workspace:
    from dvo_tui.store.workspace import Workspace

    return Workspace(value)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, as in some containers
        return "reviewer"


def choose_language(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        language.choose(value)


def reviewer_named(context: click.Context, parameter: click.Parameter, value: str) -> str:
    name = value.strip()
    if not name or not name.isprintable():
        raise click.BadParameter(_("a reviewer needs a name that can be printed"))
    return name


lang = click.option(
    "--lang",
    type=click.Choice(language.LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=choose_language,
    help="Language of the interface; else that of the locale.",
)
workspace = click.option(
    "--workspace",
    metavar="DIR",
    type=click.Path(path_type=Path),
    callback=workspace_at,
    envvar="DVO_TUI_WORKSPACE",
    default="annotations",
    help="Where reviews are kept: this folder, else DVO_TUI_WORKSPACE, else ./annotations.",
)
reviewer = click.option(
    "--reviewer",
    metavar="NAME",
    envvar="DVO_TUI_REVIEWER",
    default=_login,
    callback=reviewer_named,
    help="Who reviews: this name, else DVO_TUI_REVIEWER, else the login name.",
)
one_reviewer = click.option("--reviewer", metavar="NAME", help="Only the reviews of this reviewer; else those of all.")
paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
some_paths = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
table_or_json = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")


def redaction(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of copies that may be published."""
    for option in reversed(_REDACTION):
        command = option(command)
    return command


_REDACTION = (
    click.option("--redact", is_flag=True, help="Copies that may be published: names and identifiers are left out."),
    click.option(
        "--public", metavar="NAME", multiple=True, help="Who is public by function, besides mayors and the like."
    ),
    click.option("--private", metavar="NAME", multiple=True, help="Who is not, whatever the role."),
    click.option(
        "--ground",
        metavar="WHAT=GROUND",
        multiple=True,
        help="Another ground of the Woo for a name, a kind of thing, or the words themselves.",
    ),
    click.option("--hide", metavar="WORDS", multiple=True, help="Words to leave out wherever they stand."),
    click.option(
        "--key",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Where to keep who has which pseudonym; never beside the copies.",
    ),
    click.option(
        "--confirm", is_flag=True, help="Somebody has looked at what still looks like a name: write the copies."
    ),
)
