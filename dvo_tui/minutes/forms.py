"""A form for each agenda item: tables of two columns whose rows begin with what they hold (`Besluit | …`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dvo_tui.minutes.columns import Role, column_role
from dvo_tui.minutes.fields import label_key
from dvo_tui.minutes.model import Block
from dvo_tui.minutes.regex import regex

_LONGEST_KEY = 40
_FEWEST_ROWS = 2
_PARTS = regex(r"\s*(?:/|,|\ben\b|&)\s*")
_OF_HEADER = frozenset({"present", "absent", "partly", "chair", "secretary", "location", "time", "start"})


class FormRow(NamedTuple):
    """One row: the index of its key, the indexes of what it holds, and what that is.

    A row without a key (a title over the whole width) has `key` -1.
    """

    key: int
    values: tuple[int, ...]
    role: Role | None


def key_role(key: str) -> Role | None:
    """What a row of a form holds, told from its key: `Besluit`, `Wie / wanneer`."""
    if len(key) > _LONGEST_KEY:
        return None
    whole = column_role(key)
    return whole or next((role for part in _PARTS.split(key) if (role := column_role(part))), None)


def forms(text: str, blocks: tuple[Block, ...], header: frozenset[int] = frozenset()) -> Iterator[list[FormRow]]:
    """The tables that are forms, each as its rows; `header` holds the indexes of blocks of the meeting's header."""
    tables: dict[int, dict[int, list[int]]] = {}
    for index, block in enumerate(blocks):
        if block.table is not None and index not in header:
            row = -1 if block.row is None else block.row
            tables.setdefault(block.table, {}).setdefault(row, []).append(index)
    for rows in tables.values():
        found = _form(text, blocks, rows)
        if found:
            yield found


def _form(text: str, blocks: tuple[Block, ...], rows: dict[int, list[int]]) -> list[FormRow] | None:
    """The rows of one table, or None where it is no form."""
    if len(rows) < _FEWEST_ROWS or any((blocks[index].column or 0) > 1 for row in rows.values() for index in row):
        return None
    found: list[FormRow] = []
    known = keyed = 0
    for _, indexes in sorted(rows.items()):
        first, values = indexes[0], tuple(indexes[1:])
        if blocks[first].column != 0 or not values or blocks[values[0]].column != 1:
            if blocks[first].column == 0 and values:
                return None
            goes_on = found[-1].role if found and blocks[first].column == 1 else None
            found.append(FormRow(-1, (first, *values), goes_on if found else "title"))
            continue
        key = text[blocks[first].start : blocks[first].end]
        role = key_role(key)
        if role is None and label_key(key) in _OF_HEADER:
            return None
        keyed += 1
        known += role is not None
        found.append(FormRow(first, values, role))
    roles = {row.role for row in found}
    about = roles & {"text", "decision", "action"}
    titled = "title" in roles or ("label" in roles and known > 1)
    enough = known >= _FEWEST_ROWS or (known > 0 and found[0].key < 0)
    return found if titled and about and enough and known * 2 >= keyed else None


def form_roles(text: str, blocks: tuple[Block, ...]) -> dict[int, Role | None]:
    """What each block of a form holds, by its index; a key itself is the `state` of nothing, as is a title's label."""
    found: dict[int, Role | None] = {}
    for rows in forms(text, blocks):
        for row in rows:
            found.update(dict.fromkeys(row.values, row.role))
            if row.key >= 0:
                found[row.key] = "state"
    return found
