"""Turns: who speaks from where to where, the speaker linked; and participants for speakers nobody listed.

A turn runs from its opening to the next speaker's, to a decision of the body or a note, or to the item's end. The same
speaker going on is one turn. Columns of actions and titles are left out, so a turn can have several spans.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.address import is_woman
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.decisions import decided_at
from dvo_tui.suggest.notes import remarks
from dvo_tui.suggest.organisations import bodies
from dvo_tui.suggest.posts import holders
from dvo_tui.suggest.ranges import Ranges
from dvo_tui.suggest.rules import confidence
from dvo_tui.suggest.speakers import Opening, apposition, cast_of, openings
from dvo_tui.suggest.vocabulary import ROLE_CODES, SHORT_ROLES


class Turn(NamedTuple):
    """What one speaker says in one go; `key` tells speakers apart, `link` is who it is, where that is known."""

    spans: tuple[Span, ...]
    opening: Opening
    key: str
    link: str | None

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end


_CODES = {code.lower(): role for code, role in ROLE_CODES.items()}
_OFFICES = ("voorzitter", "secretaris")
"""What somebody is in a meeting, and not by function."""

_BEHIND = regex(r" ?\((?P<aside>[^()\n]{2,60})\)|,? (?:van|namens|vanuit) (?:de |het )?(?=(?P<of>\S))")


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Turns in order, and a participant for each speaker who is not listed."""
    analysis = analyse(minutes, known)
    origins = _organisations(analysis)
    called = reversed([one for one in _called(analysis).items() if one[0] not in _OFFICES])
    roles = {person: role for role, people in called for person in people}  # of several the one that was said first
    for stranger in cast_of(analysis).strangers:
        yield Suggestion(
            layer="participant",
            spans=(),
            text=stranger.name,
            role=roles.get(stranger.id),
            organisation=origins.get(stranger.id),
            by="turns",
            rule="unlisted-speaker",
            confidence=confidence("turns", "unlisted-speaker", known),
        )
    for turn in turns(analysis):
        opening = turn.opening
        yield Suggestion(
            layer="turn",
            spans=turn.spans,
            by="turns",
            rule=opening.rule,
            confidence=confidence("turns", opening.rule, known),
            link=turn.link,
            speaker_text=analysis.text[opening.outer : opening.end],
        )


@lru_cache(maxsize=1)
def turns(analysis: Analysis) -> tuple[Turn, ...]:
    """Every turn in order; they never overlap."""
    found: list[Turn] = []
    started: list[tuple[Opening, str, str | None, int]] = []
    edges = _edges(analysis)
    met: dict[tuple[str, bool, int, str], tuple[str, str | None]] = {}
    for opening in openings(analysis):
        wording = analysis.text[opening.outer : opening.end]
        asked = (opening.kind, opening.joint, opening.name - opening.outer, wording)
        if asked not in met:
            met[asked] = _speaker(analysis, opening)
        key, link = met[asked]
        stretch = bisect_right(edges, opening.start)
        goes_on = bool(started) and started[-1][1] == key and started[-1][3] == stretch
        same = bool(started) and started[-1][0].start == opening.start
        if same and started[-1][0].kind == "body" and opening.kind != "body":
            started[-1] = (opening, key, link, stretch)
        elif not goes_on and not same:
            started.append((opening, key, link, stretch))
    noted = Ranges((remark.start, remark.end) for remark in remarks(analysis))
    for place, (opening, key, link, _) in enumerate(started):
        following = started[place + 1][0].start if place + 1 < len(started) else len(analysis.text)
        note = noted.after(opening.start) or following
        spans = _pieces(analysis, opening.start, min(following, note, _item_end(analysis, opening.start)))
        if spans:
            found.append(Turn(spans, opening, key, link))
    return tuple(found)


def _edges(analysis: Analysis) -> list[int]:
    """Where nobody goes on speaking: agenda items, and blocks that tell what the body decides."""
    blocks = {block.start for block in analysis.minutes.blocks} & decided_at(analysis)
    return sorted(blocks | {item.span.start for item in analysis.minutes.agenda})


def turn_at(analysis: Analysis, offset: int) -> Turn | None:
    """The turn that an offset lies in."""
    at = bisect_right(_turn_starts(analysis), offset) - 1
    if at < 0:
        return None
    turn = turns(analysis)[at]
    return turn if any(span.start <= offset < span.end for span in turn.spans) else None


@lru_cache(maxsize=1)
def _turn_starts(analysis: Analysis) -> list[int]:
    return [turn.start for turn in turns(analysis)]


def _speaker(analysis: Analysis, opening: Opening) -> tuple[str, str | None]:
    """What tells a speaker apart, and the participant it is; a body is linked by its plain name."""
    text = analysis.text
    surface = text[opening.name : opening.end]
    if opening.kind == "person" and not opening.joint:
        link = cast_of(analysis).resolve(surface, woman=is_woman(text[opening.outer : opening.name]))
        return (link.id, link.id) if link else (surface.lower(), None)
    if opening.kind == "role":
        role = _bare(text[opening.outer : opening.end])
        holder = holder_of(analysis, role) or cast_of(analysis).named_as(analysis.familiar.speaker(role))
        return (holder or role), holder
    if opening.kind == "body":
        return surface.lower(), surface
    return text[opening.outer : opening.end].lower(), None


def holder_of(analysis: Analysis, role: str) -> str | None:
    """The one person who holds a role, by the header, by the attendance list, or by how the text calls people."""
    meeting = analysis.minutes.meeting
    if role == "voorzitter" and meeting.chair:
        return meeting.chair
    if role in ("secretaris", "ambtelijk secretaris") and meeting.secretary:
        return meeting.secretary
    if role.upper() in _coded(analysis):
        return _coded(analysis)[role.upper()]
    people = _seated(analysis).get(role) or _called(analysis).get(role, set())
    return next(iter(people)) if len(people) == 1 else None


@lru_cache(maxsize=1)
def _coded(analysis: Analysis) -> dict[str, str]:
    """Who holds each code of the attendance list, in capitals."""
    return {code.upper(): person for code, person in holders(analysis).items()}


@lru_cache(maxsize=1)
def _seated(analysis: Analysis) -> dict[str, set[str]]:
    """Who holds each role by the attendance list; those without one hold the empty role."""
    found: dict[str, set[str]] = {}
    named = {person.id for person in analysis.named}
    for person in analysis.minutes.participants:
        found.setdefault((person.role or "").lower(), set()).add(person.id)
        if person.id not in named:
            found.setdefault(_bare(person.name), set()).add(person.id)
    return found


@lru_cache(maxsize=1)
def _called(analysis: Analysis) -> dict[str, set[str]]:
    """Whom the text calls by each role: `teamchef Bos`, `De voorzitter, de heer Vis, …`."""
    text, cast = analysis.text, cast_of(analysis)
    found: dict[str, set[str]] = {}
    called = [(mention.title.lower(), mention) for mention in analysis.found.mentions if mention.rule == "title"]
    for opening in openings(analysis):
        holder = apposition(analysis, opening)
        if holder:
            called.append((_bare(text[opening.outer : opening.end]), holder))
    for role, mention in called:
        link = cast.resolve(text[mention.start : mention.end])
        if link:
            found.setdefault(role, set()).add(link.id)
    return found


@lru_cache(maxsize=1 << 12)
def _bare(role: str) -> str:
    bare = role.lower().removeprefix("de ").removeprefix("het ").removeprefix("een ").removeprefix("onze ")
    return _CODES.get(bare) or SHORT_ROLES.get(bare.rstrip("."), bare)


def _item_end(analysis: Analysis, offset: int) -> int:
    item = analysis.item_at(offset)
    return item.span.end if item else len(analysis.text)


def _pieces(analysis: Analysis, start: int, end: int) -> tuple[Span, ...]:
    """The running text between two offsets, cut at titles, columns, notes and what the body decides."""
    blocks, zones, decided = analysis.minutes.blocks, analysis.zones, decided_at(analysis)
    spans: list[Span] = []
    joined = False
    for index in range(max(0, analysis.block_index(start)), len(blocks)):
        block = blocks[index]
        if block.start >= end:
            break
        opens_here = block.start <= start
        if not opens_here and block.start in decided:
            break
        span = analysis.trimmed(max(start, block.start), min(end, block.end))
        if (zones[index] != "text" and not opens_here) or not len(span):
            joined = False
            continue
        if joined:
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
        joined = True
    return tuple(spans)


def _organisations(analysis: Analysis) -> dict[str, str]:
    """Where unlisted speakers come from: said behind the name, or the item is the body's own."""
    text = analysis.text
    starts = {body.start: text[body.start : body.end] for body in bodies(analysis)}
    strangers = {stranger.id for stranger in cast_of(analysis).strangers}
    found: dict[str, str] = {}
    for turn in turns(analysis):
        if turn.link is None or turn.link not in strangers or turn.link in found:
            continue
        behind = _BEHIND.match(text, turn.opening.end)
        at = behind.start("aside" if behind["aside"] else "of") if behind else -1
        item = analysis.item_at(turn.start)
        hit = analysis.hit_starts.get(item.span.start) if item else None
        if at in starts:
            found[turn.link] = starts[at]
        elif item and hit and hit.entry.type == "ORGANISATION" and hit.entry.form == item.title:
            found[turn.link] = item.title
    return found
