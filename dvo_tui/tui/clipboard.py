"""Quotes and annotations out of the app: to the terminal's clipboard, and to the end of a file.

Invariant: what leaves is printable, and never more than a terminal takes in one piece.
"""

from __future__ import annotations

import os
from pathlib import Path

from dvo_tui.errors import DvoError
from dvo_tui.language import _
from dvo_tui.minutes.model import Span
from dvo_tui.printable import printable
from dvo_tui.review.records import Action, Annotation, Entity, Turn, quote
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import words
from dvo_tui.tui.keys import N_
from dvo_tui.tui.panels.reading import place

MOST = 56_000
"""Bytes of UTF-8 that go to the clipboard: 74,668 in base64, where xterm and others stop at some 75,000."""


def quoted(session: ReviewSession, record: Annotation | None, selection: Span | None) -> str:
    """The words that are selected, else those of an annotation; without line ends."""
    spans = (selection,) if selection is not None else record.spans if record is not None else ()
    return printable(quote(session.text, spans))


def described(session: ReviewSession, record: Annotation, file: str) -> str:
    """An annotation for people: label, quote, what it is linked to, where it stands, comment."""
    lines = [f"{words.label_name(record, session.scheme)}: “{quote(session.text, record.spans)}”"]
    state = _(words.STATUSES[record.status])
    lines += [f"  {words.field_name('state')}: {state}"]
    link = record.link if isinstance(record, Entity) else record.speaker if isinstance(record, Turn) else None
    if link is not None:
        lines.append(f"  {words.field_name('link')}: {session.name_of(link)}")
    if isinstance(record, Action):
        owners = ", ".join(session.name_of(owner) for owner in record.owners)
        due = words.day(record.due) or record.due_text or ""
        lines += [f"  {words.field_name('owners')}: {owners}"] if owners else []
        lines += [f"  {words.field_name('due')}: {due}"] if due else []
    lines += [f"  {words.field_name('note')}: {record.note}"] if record.note else []
    lines += [f"  {place(session, span, file)}" for span in record.spans]
    return "\n".join(printable(line) for line in lines)


def check_size(text: str) -> None:
    """See whether a terminal takes this much.

    Raises:
        DvoError: if it is more.
    """
    size = len(text.encode("utf-8", "replace"))
    if size > MOST:
        message = N_("{size} bytes are more than a terminal's clipboard takes; write it to a file")
        raise DvoError(message, size=size)


def in_tmux() -> bool:
    """Whether tmux stands between, which passes a copy on only with `set-clipboard on`."""
    return bool(os.environ.get("TMUX"))


def append(path: str, text: str, name: str) -> Path:
    """Write a text at the end of a file, in a folder to the file `name` there; returns the file.

    Raises:
        DvoError: if it cannot be written.
    """
    try:
        file = Path(path).expanduser()
        file = file / name if file.is_dir() else file
        with open(file, "a", encoding="utf-8", errors="replace") as stream:
            stream.write(text + "\n\n")
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise DvoError(N_("{file} cannot be written: {why}"), file=Path(printable(path)), why=why) from None
    return file
