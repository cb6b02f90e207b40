"""The keys of the settings file: read into the table of keys, or refused in one line that says what is wrong with them.

Invariant: what is put in force has no clash, no dead key, nothing that a terminal sends itself, and a way to quit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dvo_tui.errors import DvoError
from dvo_tui.language import N_, _
from dvo_tui.tui import keys
from dvo_tui.tui.keys import DIGITS, KEYS, Key

NAMED = frozenset({
    "enter", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
    "up", "down", "left", "right", *(f"f{number}" for number in range(1, 13)),
})  # fmt: skip
"""Keys that are written by name; all others by what they type."""

HELD = ("ctrl", "alt", "shift")

SAME_FOR_A_TERMINAL = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
}
"""Keys that send the same bytes as another one."""

KEPT = {"ctrl+c": "help_quit", "ctrl+p": "palette"}
"""Keys that are not in the table and stay what they are."""

ALWAYS_QUITS = "ctrl+q"


def use(remapped: Mapping[str, tuple[str, ...]], file: Path | None = None) -> None:
    """Put keys in force: those given by id, the table's own for the rest.

    Raises:
        DvoError: if an id is unknown, or a key cannot be one, is dead, or is taken already; nothing has changed.
    """
    known = {key.id: key for key in KEYS}
    where = file or Path("config.toml")
    for identifier, names in remapped.items():
        if identifier not in known:
            message = N_("{file}: [keys] has no act {id}; dvo-tui keys prints those that there are")
            raise DvoError(message, file=where, id=identifier)
        if known[identifier].keys == DIGITS:
            raise DvoError("{file}: [keys] {id}: the digits cannot be changed", file=where, id=identifier)
        for name in names:
            if why := _why_not(name):
                raise DvoError("{file}: [keys] {id}: {why}", file=where, id=identifier, why=why)
    table = [_with(key, remapped.get(key.id)) for key in KEYS]
    found = keys.clashes(table)
    if found:
        raise DvoError("{file}: [keys] {why}", file=where, why=found[0])
    keys.hold(table)


def _with(key: Key, names: tuple[str, ...] | None) -> Key:
    if names is None:
        return key
    kept = (ALWAYS_QUITS,) if key.id == "quit" and ALWAYS_QUITS not in names else ()
    return replace(key, keys=(*dict.fromkeys(names), *kept))


def _why_not(name: str) -> str:
    """Why this cannot be a key of its own; empty where it can. Clashes are found in the whole table."""
    *held, last = name.split("+") if len(name) > 1 and not name.endswith("+") else [name]
    if name == "escape" or last in ("escape", "esc"):
        return _("escape waits 100 ms and begins what a terminal sends itself; take another key")
    if name in keys.DEAD_KEYS:
        return _("{key} is a dead key on US-International").format(key=name)
    if name in keys.SEQUENCE_STARTS:
        return _("{key} is the beginning of a terminal's own sequence").format(key=name)
    if name in SAME_FOR_A_TERMINAL:
        return _("a terminal sends the same for {key} and {other}").format(key=name, other=SAME_FOR_A_TERMINAL[name])
    if name in KEPT:
        return _("{key} cannot be changed").format(key=name)
    typed = len(last) == 1 and last.isprintable() and not last.isspace()
    if (not typed and last not in NAMED) or any(part not in HELD for part in held) or len(set(held)) < len(held):
        return _("{key} is no key; write one character, or a name such as f5, ctrl+g or alt+j").format(key=name)
    if held == ["shift"] and typed:
        return _("{key} is no key; write the character that it types").format(key=name)
    if "ctrl" in held and typed and not ("a" <= last <= "z"):
        return _("a terminal sends nothing of its own for {key}").format(key=name)
    return ""
