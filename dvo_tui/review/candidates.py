"""Who a name may be: participants of this meeting first, then people known in the workspace, each with a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dvo_tui import names
from dvo_tui.review.session import ReviewSession

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
    """Ranked choices for `name`, best first; participants before the register at equal score, the bare text last."""
    people = session.participants()
    pool: list[tuple[str, str, Source]] = [(person.id, person.name, "participant") for person in people]
    taken = {person.name for person in people}
    pool += [(other, other, "register") for other in register if other not in taken]
    ranked = names.rank(name, [label for _, label, _ in pool], limit)
    found = [Candidate(pool[index][0], pool[index][1], round(score), pool[index][2]) for index, score in ranked]
    if name.strip() and all(candidate.name != name for candidate in found):
        found = [*found[: limit - 1], Candidate(name, name, 0, "text")]
    return tuple(found)
