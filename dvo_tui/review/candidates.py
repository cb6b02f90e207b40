"""Who a name may be: participants of this meeting first, then people known in the workspace, each with a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dvo_tui import names
from dvo_tui.review.session import ReviewSession

LIKELY = 60
"""Below this score, a name of the register is not offered: whoever is not in this meeting must look like it."""

Source = Literal["participant", "register", "text"]


@dataclass(frozen=True)
class Candidate:
    """One choice: `link` is what a record would hold (participant id or plain name), `score` 0 to 100."""

    link: str
    name: str
    score: int
    source: Source


def candidates(
    session: ReviewSession, name: str, register: Sequence[str] = (), limit: int = 9
) -> tuple[Candidate, ...]:
    """Ranked choices for `name`: who is surely alike, then this meeting's people, then alike ones of the register.

    The best comes first within each; the bare text is the last choice.
    """
    people = session.participants()
    pool: list[tuple[str, str, Source]] = [(person.id, person.name, "participant") for person in people]
    taken = {person.name for person in people}
    pool += [(other, other, "register") for other in register if other not in taken]
    ranked = names.rank(name, [label for _, label, _ in pool], len(pool))
    found = [Candidate(pool[index][0], pool[index][1], round(score), pool[index][2]) for index, score in ranked]
    found = [choice for choice in found if choice.source == "participant" or choice.score >= LIKELY]
    found.sort(key=lambda choice: (choice.score < names.PROPOSES, choice.source != "participant", -choice.score))
    found = found[:limit]
    if name.strip() and all(candidate.name != name for candidate in found):
        found = [*found[: limit - 1], Candidate(name, name, 0, "text")]
    return tuple(found)
