"""Reading files of other programs: bytes, text and JSON, every way in which they can be broken one clear line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from dvo_tui import files
from dvo_tui.errors import DatasetError
from dvo_tui.language import _
from dvo_tui.scheme.strict_yaml import MAX_BYTES, MAX_DEPTH

_Form = TypeVar("_Form")


def bytes_of(path: Path) -> bytes:
    """The bytes of a file of at most `MAX_BYTES`.

    Raises:
        DatasetError: if it cannot be read or is too large.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from None
    if len(data) > MAX_BYTES:
        raise refused(path.name, "the file is larger than {limit} MB", limit=MAX_BYTES >> 20)
    return data


def text_of(path: Path) -> str:
    """The text of a file in UTF-8, its line ends and its mark of UTF-8, if any, as they are.

    Raises:
        DatasetError: as `bytes_of`, and if it is not UTF-8.
    """
    data = bytes_of(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refused(line_at(path, line), "it is not UTF-8") from None


def json_file(path: Path, form: type[_Form]) -> _Form:
    """What a JSON file holds.

    Raises:
        DatasetError: as `bytes_of`, and if it is no JSON or not of this form.
    """
    return json_of(bytes_of(path), path.name, form)


def json_lines(path: Path, form: type[_Form]) -> Iterator[tuple[str, _Form]]:
    """What each line of a JSONL file holds, with the place to name in an error; empty lines are passed over.

    Raises:
        DatasetError: if the file cannot be read, or a line is too long, no JSON, or not of this form.
    """
    try:
        with open(path, "rb") as file:
            number = 0
            while line := file.readline(MAX_BYTES + 1):
                number += 1
                where = line_at(path, number)
                if len(line) > MAX_BYTES:
                    raise refused(where, "the line is larger than {limit} MB", limit=MAX_BYTES >> 20)
                if line.strip():
                    yield where, json_of(line.removeprefix(b"\xef\xbb\xbf"), where, form)
    except OSError as error:
        raise _unreadable(path, error) from None


def json_of(data: bytes, where: str, form: type[_Form]) -> _Form:
    """What a JSON document holds.

    Raises:
        DatasetError: if it is no JSON or not of this form.
    """
    try:
        return msgspec.json.decode(data, type=form)
    except msgspec.ValidationError as error:
        raise misfit(where, error) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise refused(where, "it is no JSON") from None
    except RecursionError:
        raise refused(where, "nested deeper than {limit}", limit=MAX_DEPTH) from None


def line_at(path: Path, number: int) -> str:
    """How an error names a line of a file."""
    return _("{file}, line {line}").format(file=path.name, line=number)


def refused(where: str, why: str, **values: object) -> DatasetError:
    """The error for a place in a file: one line that says where and why, and never holds the text.

    Args:
        where: The file, and what in it.
        why: An English template.
        values: For the template.
    """
    return DatasetError("{file}: {why}", file=where, why=_(why).format(**values))


def misfit(where: str, error: msgspec.DecodeError) -> DatasetError:
    """The error for a place where something is not of the form it should have."""
    return DatasetError("{file}: {why}", file=where, why=" ".join(str(error).split())[:LONGEST])


LONGEST = 200
"""Characters of an error that come from what was read."""


def _unreadable(path: Path, error: OSError) -> DatasetError:
    if isinstance(error, FileNotFoundError):
        return DatasetError("{file} does not exist", file=path)
    refusal = files.unreadable(path, error)
    return DatasetError(refusal.message, **refusal.values)
