"""What reviewers leave out of the copies of single documents by hand, and on what grounds: a file a reviewer.

Invariant: it is never forgotten without a word; a file that cannot be read or written is an error, and stays as it is.
"""

from __future__ import annotations

import msgspec

from dvo_tui import files
from dvo_tui.errors import StoreError
from dvo_tui.review.publicity import Withheld
from dvo_tui.store.encoding import decode
from dvo_tui.store.places import document_number
from dvo_tui.store.workspace import Workspace

TABLE = "documents"


class _Row(msgspec.Struct, frozen=True):
    document: str
    hidden: tuple[str, ...] = ()
    grounds: dict[str, str] = {}


def keep(workspace: Workspace, reviewer: str, document: str, what: Withheld) -> None:
    """Remember what a reviewer leaves out of the copies of a document.

    Raises:
        StoreError: if it cannot be saved.
    """
    from dvo_tui.store.storage import Database

    path = workspace.withheld_for(reviewer)
    files.make_folder(path.parent)
    row = _Row(document, what.hidden, what.grounds)
    with Database(path) as database:
        database.delta_table(TABLE).put(document_number(document), msgspec.to_builtins(row))


def by_document(workspace: Workspace, reviewer: str | None = None) -> dict[str, Withheld]:
    """What a reviewer leaves out of the copies of each document, by its id; without one, what any of them does.

    Raises:
        StoreError: for a file that cannot be read: what was left out must not come back unnoticed.
    """
    paths = [workspace.withheld_for(reviewer)] if reviewer is not None else workspace.withheld_files()
    found: dict[str, Withheld] = {}
    for path in paths:
        content = files.read(path)
        table = decode(content[0], path).get(TABLE, {}) if content else {}
        try:
            rows = msgspec.convert(list(table.values()), tuple[_Row, ...])
        except msgspec.ValidationError as error:
            raise StoreError("{file} is damaged and left as it is: {why}", file=path, why=error) from None
        for row in rows:
            found[row.document] = found.get(row.document, Withheld()).with_more(Withheld(row.hidden, row.grounds))
    return found
