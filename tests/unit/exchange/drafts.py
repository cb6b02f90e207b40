"""Datasets of any text and any mentions, as hypothesis draws them."""

from __future__ import annotations

from hashlib import sha256

import msgspec
from hypothesis import strategies as st

from dvo_tui.exchange.dataset import Dataset
from dvo_tui.minutes.model import Span, record_id
from dvo_tui.review.records import Entity
from tests.peers.document import document

PIECES = (
    "Dhr. Van der Zwaan",
    "gemeente Meerdijk",
    "Danie\u0308lle",
    "👩‍🚒",
    "🚦",
    "\u00a0",
    " ",
    "  ",
    ". ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "<&>\"'",
    "]]>",
    "\u202bעברית\u202c",
    "𝕏",
    "\x85",
    "\u2028",
    "\ufeff",
)
TYPES = ("PERSON", "ORGANISATION", "LOCATION", "DATE", "MONEY", "LAW", "a <type>")

texts = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)), max_size=25
).map("".join)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """The peers' document about another text, with mentions and turns anywhere in it."""
    base = document()
    text = draw(texts)
    sha = sha256(text.encode()).hexdigest()
    edges = st.integers(0, max(0, len(text) - 1)).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 1, max(start + 1, len(text))))
    )
    places = draw(st.lists(edges, unique=True, max_size=12)) if text else []
    entities = tuple(
        _entity(base.entities[3], sha, text, start, end, draw(st.sampled_from(TYPES))) for start, end in places
    )
    spoken = draw(st.lists(edges, max_size=3)) if text else []
    turns = tuple(
        msgspec.structs.replace(base.turns[0], id=record_id("t", sha, number), spans=(Span(start, end),))
        for number, (start, end) in enumerate(spoken)
    )
    half = len(text) // 2
    agenda = (
        msgspec.structs.replace(base.agenda[0], span=Span(0, half)),
        msgspec.structs.replace(base.agenda[1], span=Span(half, len(text))),
    )
    return msgspec.structs.replace(
        base,
        document=msgspec.structs.replace(base.document, sha256=sha, text_sha256=sha),
        text=text,
        entities=entities,
        turns=turns,
        agenda=agenda if half else (),
        decisions=(),
        actions=(),
        notes=(),
    )


def _entity(base: Entity, sha: str, text: str, start: int, end: int, kind: str) -> Entity:
    return msgspec.structs.replace(
        base, id=record_id("e", sha, kind, start, end), type=kind, text=text[start:end], start=start, end=end
    )
