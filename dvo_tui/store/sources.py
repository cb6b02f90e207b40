"""Which files of minutes a path on the command line stands for."""

from __future__ import annotations

from pathlib import Path

from dvo_tui.errors import InputError
from dvo_tui.store.workspace import is_workspace

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"})
"""What counts as minutes in a folder; a file that is named is tried whatever it is called."""


def minutes_files(path: Path) -> list[Path]:
    """A file itself, or the minutes in a folder and below, sorted; not hidden ones, READMEs, or what a workspace keeps.

    Raises:
        InputError: if there is nothing at `path`, or no minutes in the folder.
    """
    if not path.is_dir():
        if not path.exists():
            raise InputError("{file} does not exist; check the path", file=path)
        return [path]
    found = sorted(file for file in path.rglob("*") if _counts(file, path))
    if not found:
        raise InputError(
            "{file} holds no minutes (.txt, .md, .html, .pdf or .docx); name a file or another folder", file=path
        )
    return found


def _counts(file: Path, folder: Path) -> bool:
    if file.suffix.lower() not in SUFFIXES or file.stem.upper() == "README" or not file.is_file():
        return False
    below = file.relative_to(folder).parts
    return not any(part.startswith(".") for part in below) and not any(
        is_workspace(parent) for parent in list(file.parents)[: len(below) - 1]
    )
