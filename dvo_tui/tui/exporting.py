"""Writing from the app: the curated YAML of a document, and a copy that may be published, looked at before it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dvo_tui.minutes.model import Span
from dvo_tui.review.publicity import Standing, Withheld, standing
from dvo_tui.review.session import ReviewSession
from dvo_tui.store.workspace import Workspace
from dvo_tui.suggest.base import KnownPublicity

if TYPE_CHECKING:
    from dvo_tui.exchange.base import Format
    from dvo_tui.exchange.dataset import Dataset
    from dvo_tui.exchange.exporting import Outcome
    from dvo_tui.exchange.redaction import Redacted, Settings

PUBLISHED = "published"
"""The folder of a workspace that copies are offered to be written into."""


def export_curated(session: ReviewSession, workspace: Workspace) -> Path:
    """Write what was accepted to `curated/<document>.yaml` and say where.

    Raises:
        StoreError: if it cannot be written; what stood there is then still there.
    """
    from dvo_tui.exchange import exporting, native
    from dvo_tui.exchange.dataset import dataset_of

    return exporting.save(dataset_of(session), workspace.curated, native.YAML)


@dataclass(frozen=True)
class Doubt:
    """Something in a copy that still looks like a name, number or address, or a comment.

    Attributes:
        span: Where it stands in the text of the minutes, or where that stands which it is said of.
        what: What it looks like, for people.
        words: What it says.
        id: The record of the review that says so, `field` where; both are empty for the text itself.
    """

    span: Span
    what: str
    words: str
    id: str
    field: str


@dataclass(frozen=True)
class LeftOut:
    """Somebody, a number or words that are left out of a copy.

    Attributes:
        span: Where that stands first in the text of the minutes.
        written: What stands there in the copy.
        ground: On what ground of the Woo it is left out.
        of: Whose name or which words that is, as a ground is chosen for it.
        count: In how many places of the text.
        id: The participant it is, where it is one.
        is_hidden: Whether it is words that somebody left out by hand.
    """

    span: Span
    written: str
    ground: str
    of: str
    count: int
    id: str
    is_hidden: bool


@dataclass(frozen=True)
class Draft:
    """A copy that may be published, before it is written: it is written just as it was looked at.

    Attributes:
        dataset: What it is a copy of, every annotation of it.
        settings: What is left out.
        name: The id of the copy.
        doubts: What there is to look at, in reading order.
        left_out: What is left out, in reading order.
        readable: Whose names stay, and why.
        people: How many people are left out, in `places` of the text.
        others: How many identifiers and other words are.
    """

    dataset: Dataset
    settings: Settings
    name: str
    doubts: tuple[Doubt, ...]
    left_out: tuple[LeftOut, ...]
    readable: tuple[tuple[str, Standing], ...]
    people: int
    places: int
    others: int


def draft_of(dataset: Dataset, withheld: Withheld, elsewhere: Mapping[str, KnownPublicity]) -> Draft:
    """A copy of what is accepted in a dataset, and the second look at it.

    Args:
        dataset: The document with every annotation: a pending mention names somebody, too.
        withheld: Words that are left out wherever they stand, and the grounds that were chosen.
        elsewhere: What was settled about people in other documents.
    """
    from dvo_tui.exchange.dataset import accepted
    from dvo_tui.exchange.publishing import described
    from dvo_tui.exchange.redaction import Key, Settings, is_public, redact
    from dvo_tui.exchange.second_look import second_look

    key = Key()
    settings = Settings(grounds=withheld.grounds, elsewhere=elsewhere, hidden=frozenset(withheld.hidden))
    copy = redact(dataset, settings, key)
    doubts = tuple(
        Doubt(copy.original(one.span), described(one), one.words, copy.records.get(one.id, one.id), one.field)
        for one in second_look(accepted(copy.dataset))
    )
    named = sum(1 for redaction in copy.redactions if not redaction.written.startswith("["))
    return Draft(
        dataset,
        settings,
        copy.dataset.document.id,
        doubts,
        _left_out(copy),
        tuple(
            (person.name, standing(person, elsewhere)) for person in dataset.participants if is_public(person, settings)
        ),
        people=len(key.numbers),
        places=named,
        others=len(copy.redactions) - named,
    )


def _left_out(copy: Redacted) -> tuple[LeftOut, ...]:
    """What is left out of a copy, each thing once."""
    from dvo_tui.exchange.redaction import HIDDEN

    people = {person.name: copy.records[person.id] for person in copy.dataset.participants}
    found: dict[tuple[str, str], LeftOut] = {}
    for one in copy.redactions:
        before = found.get((one.written, one.of))
        if before is not None:
            found[one.written, one.of] = replace(before, count=before.count + 1)
            continue
        span = copy.original(one.span)
        person = people.get(one.written, "")
        found[one.written, one.of] = LeftOut(span, one.written, one.ground, one.of, 1, person, one.written == HIDDEN)
    return tuple(found.values())


def offered(draft: Draft, form: Format, workspace: Workspace) -> Path:
    """Where a copy is offered to be written: a folder of its own for a format that wants one."""
    folder = workspace.root / PUBLISHED
    if form.unit == "file":
        return folder / f"{draft.name}{form.suffix}"
    return folder / f"{draft.name}-{form.name}" if form.unit == "folder" else folder


def publish(draft: Draft, form: str, output: Path, key: Path | None) -> Outcome:
    """Write a copy in a format, with its grounds beside it, and the key only where one is named.

    Raises:
        DvoError: if the format needs what is not installed, the key would lie beside the copy or is none, or something
            cannot be written.
    """
    from dvo_tui.exchange import publishing, registry
    from dvo_tui.exchange.exporting import Named

    named = [Named(draft.dataset.document.id, draft.dataset)]
    return publishing.publish(named, registry.usable(form), output, draft.settings, key, "accepted")
