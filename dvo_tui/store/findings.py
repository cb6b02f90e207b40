"""What `check` finds in a workspace beyond what a single dataset can show: damage, history, names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dvo_tui.errors import InputError
from dvo_tui.language import _, explain
from dvo_tui.review.checks import check, check_history, check_places
from dvo_tui.review.placing import waiting
from dvo_tui.scheme.scheme import Scheme
from dvo_tui.store import recovery
from dvo_tui.store.status import relatives, superseded
from dvo_tui.store.workfile import Damaged, Stored, existing
from dvo_tui.store.workspace import Workspace, is_workspace, safe_name


def checkable(path: Path) -> list[Path]:
    """The files that a path stands for: itself, the datasets in a folder, or all that a workspace keeps.

    Raises:
        InputError: if there is nothing at `path`, or nothing to check in it.
    """
    if not path.exists():
        raise InputError("{file} does not exist; check the path", file=path)
    if not path.is_dir():
        return [path]
    if is_workspace(path):
        workspace = Workspace(path)
        scheme = [path / "scheme.yaml"] if (path / "scheme.yaml").exists() else []
        return [*scheme, *workspace.work_files(), *_datasets(workspace.curated)]
    found = _datasets(path)
    if not found:
        raise InputError("{file} holds no datasets (.yaml or .json) and is no workspace", file=path)
    return found


def _datasets(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("[!.]*") if path.suffix in (".yaml", ".yml", ".json"))


def findings(path: Path, scheme: Scheme, restore: bool = False) -> Iterator[str]:
    """What is wrong with a work file, a line each.

    Args:
        path: The file.
        scheme: What may be annotated.
        restore: Whether to put the last good generation in the place of a damaged one.

    Raises:
        StoreError: if it cannot be read for another reason than that it is damaged, or not be restored.
    """
    try:
        stored = existing(path)
    except Damaged as damage:
        yield explain(recovery.refusal(path, damage))
        if not restore:
            return
        good = recovery.restore(path)
        yield _("{file} is again what it was at {time}, after {count} changes").format(
            file=path, time=good.time, count=len(good.stored.history)
        )
        stored = good.stored
    found = check(stored.minutes.document, stored.minutes.text, stored.records, scheme)
    found += check_history(stored.records, stored.history)
    if waiting(stored.records) and path not in superseded(relatives(path)):
        found += tuple(check_places(stored.records))
    yield from (f"{path}: {finding.id + ': ' if finding.id else ''}{finding}" for finding in found)
    yield from _names(path, stored)


def _names(path: Path, stored: Stored) -> Iterator[str]:
    """Whether the file lies where its document and reviewer are looked for; a copy or a twin in capitals does not."""
    absolute = path.absolute()
    if absolute.parent.parent.name != "work":
        return
    wanted = (safe_name(stored.reviewer), f"{safe_name(stored.minutes.document.id)}.json")
    if (absolute.parent.name, absolute.name) != wanted:
        yield _("{file} is not found under this name; it belongs at {folder}/{name}").format(
            file=path, folder=wanted[0], name=wanted[1]
        )
