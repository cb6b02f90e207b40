"""What a suggester is and what it yields: pure generators over minutes, found through an entry-point group.

A suggestion is never the truth: it carries its rule and the confidence of that rule, and the reviewer settles it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol

import msgspec

from dvo_tui.minutes.model import Minutes, Span

GROUP = "dvo_tui.suggesters"

Layer = Literal["participant", "entity", "turn", "decision", "action", "note"]


class Suggestion(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing a rule proposes. Fields that a layer does not have stay at their defaults.

    `type` is an entity type, a decision or action kind, a note kind, or empty (turns, participants). `link` is the
    participant id (or plain name) of an entity or of a turn's speaker. `text` is a decision's or action's wording and
    defaults to what the spans hold; a participant's name. Actions can have several evidence `spans`, the first one
    being the action itself; turns several where they are cut.
    """

    layer: Layer
    type: str = ""
    spans: tuple[Span, ...]
    by: str
    rule: str
    confidence: float
    text: str | None = None
    link: str | None = None
    normalized: str | None = None
    expansion: str | None = None
    speaker_text: str | None = None
    organisation: str | None = None
    role: str | None = None
    owners: tuple[str, ...] = ()
    owner_text: str | None = None
    due: str | None = None
    due_text: str | None = None
    due_anchor: str | None = None
    strength: Literal["explicit", "implicit", "weak"] = "explicit"
    state: Literal["open", "done", "dropped"] = "open"
    vote: str | None = None


class KnownSurface(msgspec.Struct, frozen=True):
    """What reviewers settled about one surface form (case folded) in other documents of the workspace.

    `type` is an entity type, or `SPEAKER` for how somebody was called when speaking. `link` is a name. `documents`
    counts those that accepted it, or rejected it where none did; `small` how often it was accepted without a capital.
    """

    surface: str
    type: str
    link: str | None
    accepted: int
    rejected: int
    documents: int
    small: int = 0


class RuleCount(msgspec.Struct, frozen=True):
    """How often suggestions of one rule were accepted and rejected over the workspace."""

    accepted: int = 0
    rejected: int = 0


class KnownPublicity(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a reviewer settled last about somebody: whether the name may be published, else on what ground it may not.

    `time` is ISO 8601 in UTC; empty where nobody knows when.
    """

    public: bool | None = None
    ground: str | None = None
    time: str = ""


class Known(msgspec.Struct, frozen=True):
    """What the workspace has learned: settled surfaces, names seen, and counts by `suggester:rule`.

    `publicity` is by the key that names of one person have in common.
    """

    surfaces: tuple[KnownSurface, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    rules: dict[str, RuleCount] = {}
    publicity: dict[str, KnownPublicity] = {}


class Suggester(Protocol):
    """A pure generator: the same minutes and known facts always give the same suggestions."""

    def __call__(self, minutes: Minutes, known: Known, /) -> Iterable[Suggestion]: ...
