"""A git merge driver for what the app keeps: by record, and the result is always a file that the app can open.

Git calls it as `dvo-tui merge %O %A %B`; the result goes to the second, as git wants it.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.language import _
from dvo_tui.review.checks import check
from dvo_tui.scheme.scheme import Scheme
from dvo_tui.store.encoding import Encoder, Record, Tables, decode
from dvo_tui.store.merging import Merged, merge
from dvo_tui.store.workfile import BROKEN, Version, all_tables, parse


class Outcome(msgspec.Struct, frozen=True):
    """What a merge came to: lines for a person, and whether any of them needs one."""

    lines: tuple[str, ...]
    clean: bool


def merge_files(base: Path, ours: Path, theirs: Path, scheme: Scheme) -> Outcome:
    """Merge three versions of a work file, or of a register or places, and write the result to `ours`.

    Raises:
        StoreError: if one cannot be read or they cannot be merged; `ours` is then as it was.
    """
    data = [_content(path) for path in (base, ours, theirs)]
    if _is_review(data[1]) and _is_review(data[2]):
        merged = merge(parse(data[1], ours), parse(data[2], theirs))
        files.save(ours, Encoder().encode(all_tables(merged.stored)))
        return _report(merged, scheme)
    tables = [
        decode(content, path) if content.strip() else {}
        for content, path in zip(data, (base, ours, theirs), strict=True)
    ]
    files.save(ours, Encoder().encode(merge_tables(*tables)))
    return Outcome((), True)


def merge_tables(base: Tables, ours: Tables, theirs: Tables) -> Tables:
    """Tables by record; what both changed, as in a register, is ours: it follows from the work files anyway."""
    merged: Tables = {}
    for name in {**ours, **theirs}:
        old, one, two = base.get(name, {}), ours.get(name, {}), theirs.get(name, {})
        kept: dict[str, Record | None] = {
            key: two.get(key) if one.get(key) == old.get(key) else one.get(key) for key in {**one, **two}
        }
        merged[name] = {key: record for key, record in kept.items() if record is not None}
    return merged


def _content(path: Path) -> bytes:
    found = files.read(path)
    if found is None:
        raise StoreError("{file} does not exist", file=path)
    return found[0]


def _is_review(data: bytes) -> bool:
    """Whether this is meant as a work file; what is broken counts, so that it is refused as one."""
    try:
        meta = msgspec.json.decode(data, type=Version).meta
    except BROKEN:
        return bool(data.strip())
    return any("document" in row for row in meta.values())


def _report(merged: Merged, scheme: Scheme) -> Outcome:
    stored = merged.stored
    head = _("{document}: {ours} changes of ours and {theirs} of theirs merged, {count} conflicts").format(
        document=stored.minutes.document.id, ours=merged.ours, theirs=merged.theirs, count=len(merged.conflicts)
    )
    found = check(stored.minutes.document, stored.minutes.text, stored.records, scheme)
    lines = [_("conflict: {what}").format(what=conflict) for conflict in merged.conflicts]
    lines += [f"{finding.id}: {finding}" for finding in found]
    if merged.conflicts:
        lines.append(
            _("the other side is in the history: dvo-tui log; change the record in the app where it should hold")
        )
    return Outcome((head, *lines), not lines)
