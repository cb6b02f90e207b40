"""Settings that a person writes in a TOML file, and what the program itself remembers from one start to the next.

The file is `dvo-tui/config.toml` in the user's configuration folder, or the one that `DVO_TUI_CONFIG` names; it is
never written here. A wrong setting is refused in one line, so that nobody reviews with keys other than they think.
What the file sets holds at every start; what it leaves open is remembered from the last time.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from dvo_tui.errors import DvoError
from dvo_tui.language import LANGUAGES, N_

THEMES = ("dark", "light", "contrast", "colour-blind", "terminal")
"""The names of the themes, in the order in which one key goes through them."""

NARROWEST, WIDEST = 40, 400
"""Cells that a reading width may have; 0 is as wide as the pane."""

_BIGGEST = 1_000_000
"""Bytes of a settings file; more is some other file."""


@dataclass(frozen=True)
class Settings:
    """What the settings file says; `None` where it says nothing. `keys` holds the keys of acts by their id."""

    theme: str | None = None
    reading_width: int | None = None
    language: str | None = None
    reviewer: str | None = None
    workspace: Path | None = None
    tour: bool = True
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: Path | None = None


def settings_file() -> Path:
    """Where the settings are: `DVO_TUI_CONFIG`, else in the user's own configuration folder."""
    named = os.environ.get("DVO_TUI_CONFIG")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("dvo-tui", appauthor=False) / "config.toml"


def load(path: Path | None = None) -> Settings:
    """The settings of a file; those of a file that is not there are all open.

    Raises:
        DvoError: if it cannot be read, or sets something that does not exist or cannot be.
    """
    file = path or settings_file()
    try:
        if file.stat().st_size > _BIGGEST:
            raise DvoError("{file} is too large for a settings file", file=file)
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if path is None and os.environ.get("DVO_TUI_CONFIG"):
            raise DvoError("{file}, which DVO_TUI_CONFIG names, does not exist", file=file) from None
        return Settings(file=file)
    except OSError as error:
        raise DvoError("{file} cannot be read: {why}", file=file, why=error.strerror or error) from None
    return _settings(_parsed(data, file), file)


def _parsed(data: bytes, file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise DvoError("{file} is not in UTF-8; save it as that", file=file) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DvoError("{file} is not TOML: {why}", file=file, why=error) from None


def _settings(table: Mapping[str, Any], file: Path) -> Settings:
    known = [one.name for one in fields(Settings) if one.name != "file"]
    for name in table:
        if name not in known:
            message = N_("{file}: there is no setting {name}; there are {known}")
            raise DvoError(message, file=file, name=name, known=", ".join(known))
    width = table.get("reading_width")
    if width is not None and not (type(width) is int and (width == 0 or NARROWEST <= width <= WIDEST)):
        message = N_("{file}: reading_width is {low} to {high}, or 0 for as wide as the pane")
        raise DvoError(message, file=file, low=NARROWEST, high=WIDEST)
    tour = table.get("tour", True)
    if type(tour) is not bool:
        raise DvoError("{file}: {name} is true or false", file=file, name="tour")
    workspace = _text(table, "workspace", file)
    return Settings(
        theme=_one_of(table, "theme", THEMES, file),
        reading_width=width,
        language=_one_of(table, "language", LANGUAGES, file),
        reviewer=_text(table, "reviewer", file),
        workspace=Path(workspace).expanduser() if workspace else None,
        tour=tour,
        keys=_keys(table.get("keys", {}), file),
        file=file,
    )


def _text(table: Mapping[str, Any], name: str, file: Path) -> str | None:
    value = table.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise DvoError('{file}: {name} is a text between quotes, as in {name} = "…"', file=file, name=name)
    return value.strip()


def _one_of(table: Mapping[str, Any], name: str, values: tuple[str, ...], file: Path) -> str | None:
    value = table.get(name)
    if value is not None and value not in values:
        message = N_("{file}: {name} is one of {values}")
        raise DvoError(message, file=file, name=name, values=", ".join(values))
    return value


def _keys(table: object, file: Path) -> dict[str, tuple[str, ...]]:
    """The keys by id as they are written; whether they can be is for who knows the keys to say."""
    if not isinstance(table, dict):
        raise DvoError('{file}: keys is a table: [keys], then lines such as accept = "z"', file=file)
    found = {}
    for identifier, value in table.items():
        named = [value] if isinstance(value, str) else value
        if not isinstance(named, list) or not named or not all(isinstance(key, str) and key for key in named):
            message = N_('{file}: [keys] {id} is a key or a list of keys, as in {id} = "z" or {id} = ["z", "f5"]')
            raise DvoError(message, file=file, id=identifier)
        found[identifier] = tuple(named)
    return found


class Memory:
    """What is remembered between starts: theme, reading width, whether the tour was shown.

    That it cannot be read or written is no reason to stop: then it holds for this run only.

    Args:
        path: The file, or `None` to remember nothing.
        **values: What is known from the beginning, where there is no file.
    """

    def __init__(self, path: Path | None = None, **values: object) -> None:
        self._path = path
        self._values: dict[str, object] = dict(values)
        if path is not None:
            with contextlib.suppress(OSError, ValueError, RecursionError):
                read = json.loads(path.read_bytes()[:_BIGGEST])
                self._values |= read if isinstance(read, dict) else {}

    @property
    def theme(self) -> str | None:
        value = self._values.get("theme")
        return value if isinstance(value, str) and value in THEMES else None

    @property
    def reading_width(self) -> int | None:
        value = self._values.get("reading_width")
        known = type(value) is int and (value == 0 or NARROWEST <= value <= WIDEST)
        return value if known and isinstance(value, int) else None

    @property
    def toured(self) -> bool:
        return self._values.get("toured") is True

    def remember(self, **values: object) -> None:
        """Keep values for the next start."""
        self._values |= values
        if self._path is not None:
            from dvo_tui import files

            with contextlib.suppress(DvoError):
                files.save(self._path, json.dumps(self._values, indent=1).encode() + b"\n")


def memory() -> Memory:
    """The memory of this user: `DVO_TUI_STATE`, else `state.json` in the user's own state folder."""
    named = os.environ.get("DVO_TUI_STATE")
    if named:
        return Memory(Path(named).expanduser())
    from platformdirs import user_state_path

    return Memory(user_state_path("dvo-tui", appauthor=False) / "state.json")
