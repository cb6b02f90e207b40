"""Which files an earlier `extract` into a folder finished, so that one that was interrupted goes on where it was.

A file counts as finished only when its name and bytes, the program, its readers and its add-ons, and the dataset that
was written are all what they were. The line about a dataset is there before the dataset is, so whatever ends the
program, a dataset without its line does not occur.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path

import msgspec

import dvo_tui
from dvo_tui import files
from dvo_tui.minutes.readers.base import GROUP as READERS
from dvo_tui.minutes.readers.base import VERSIONS
from dvo_tui.suggest.base import GROUP as SUGGESTERS

LEDGER = ".dvo-tui-extract.jsonl"
"""In the output folder: a line for each dataset; the last line about a file holds."""


class Finished(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file and the dataset written for it. Hashes are SHA-256 in hex; `by` is what `made_by` said."""

    file: str
    sha256: str
    format: str
    by: str
    dataset: str
    dataset_sha256: str


Known = dict[tuple[str, str, str], Finished]
"""By name, hash and format of the source file."""


def made_by() -> str:
    """What extracts: the program, its readers and the packages that add readers or suggesters, with versions."""
    return " ".join([f"dvo-tui/{dvo_tui.__version__}", *VERSIONS.values(), *_add_ons()])


def _add_ons() -> list[str]:
    found = set()
    for folder in dict.fromkeys(sys.path):
        for pattern in ("*.dist-info/entry_points.txt", "*.egg-info/entry_points.txt"):
            for path in Path(folder or ".").glob(pattern):
                text = path.read_text(encoding="utf-8", errors="replace")
                if not path.parent.name.startswith("dvo_tui-") and (
                    f"[{READERS}]" in text or f"[{SUGGESTERS}]" in text
                ):
                    found.add(path.parent.name.rpartition(".")[0])
    return sorted(found)


def known(folder: Path) -> Known:
    """What the folder's ledger says; a line that a crash cut off says nothing.

    Raises:
        StoreError: if the ledger is there and cannot be read.
    """
    found = files.read(folder / LEDGER)
    kept: Known = {}
    for line in found[0].splitlines() if found else ():
        try:
            one = msgspec.json.decode(line, type=Finished)
        except msgspec.MsgspecError:
            continue
        kept[one.file, one.sha256, one.format] = one
    return kept


def still_there(folder: Path, one: Finished) -> bool:
    """Whether the dataset stands as it was written."""
    name = Path(one.dataset).name
    try:
        return name == one.dataset and sha256((folder / name).read_bytes()).hexdigest() == one.dataset_sha256
    except OSError:
        return False


def note(folder: Path, one: Finished) -> None:
    """Add a line to the ledger, in one write; makes the folder where there is none.

    Raises:
        StoreError: if it cannot be written.
    """
    path = folder / LEDGER
    files.make_folder(folder)
    try:
        fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            os.write(fd, b"\n" * _is_cut(path) + msgspec.json.encode(one) + b"\n")
        finally:
            os.close(fd)
    except OSError as error:
        raise files.unwritable(path, error) from None


def _is_cut(path: Path) -> bool:
    """Whether the last line of the ledger misses its end."""
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
