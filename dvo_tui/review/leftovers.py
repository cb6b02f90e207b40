"""What a re-reading cannot place: made when a place is lost, and looked for again at every later reading."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dvo_tui.minutes.model import AgendaItem, Minutes, Participant, Span, record_id
from dvo_tui.review.alignment import Alignment, occurrence
from dvo_tui.review.placing import put_at
from dvo_tui.review.reanchored import AROUND
from dvo_tui.review.records import Annotation, Quote, Record, Unplaced, id_of, layer_of, plain_form


def left_over(
    record: Record, spans: Sequence[Span], old: Minutes, places: Sequence[Span | None] = (), own_item: bool = False
) -> Unplaced:
    """What is kept of a record that lost its place.

    Args:
        record: The record, with the links of the new reading and the spans of the old.
        spans: What to quote: where it stood.
        old: The minutes in which it stood.
        places: Where those stand now, `None` where that is not sure.
        own_item: Whether it was put in its agenda item by hand.
    """
    text, sha = old.text, old.document.text_sha256
    quotes = tuple(
        Quote(
            text[span.start : span.end],
            text[max(0, span.start - AROUND) : span.start],
            text[span.end : span.end + AROUND],
            span.start,
            span.end,
        )
        for span in spans
    )
    return Unplaced(
        id=record_id("u", sha, "unplaced", layer_of(record), id_of(record)),
        layer=layer_of(record),
        record=plain_form(record),
        quotes=quotes,
        text_sha256=sha,
        places=tuple(places) if any(places) else (),
        own_item=own_item,
    )


def found_again(
    left: Unplaced, record: Annotation | Participant | AgendaItem, alignment: Alignment, text: str
) -> Annotation | Unplaced:
    """An annotation whose words stand once, with those around them, in a text read anew; else what is kept of it.

    Args:
        left: What an earlier reading left.
        record: Its record, with the links of the new reading.
        alignment: Of the text before and this one, for the places that it has.
        text: The text read anew.
    """
    kept = msgspec.structs.replace(left, record=plain_form(record), places=())
    if isinstance(record, Participant | AgendaItem):
        return kept
    places: list[Span | None] = []
    for part, quoted in enumerate(left.quotes):
        stood = left.places[part] if left.places else None
        placed = alignment.place(stood) if stood else None
        words = (quoted.prefix, quoted.exact, quoted.suffix)
        places.append(placed.span if placed else occurrence(text, *words))
    spans = [place for place in places if place is not None]
    if left.dismissed or len(spans) < len(places):
        return msgspec.structs.replace(kept, places=tuple(places)) if spans else kept
    return put_at(record, spans, " ".join(left.quotes[0].exact.split()), text)
