"""What the checks say before a document is called complete: a list to look through, never a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dvo_tui.language import N_
from dvo_tui.review.checks import TO_DO, Finding, advise
from dvo_tui.review.session import ReviewSession

if TYPE_CHECKING:
    from dvo_tui.review.cues import Cues

SOUNDS: dict[str, str] = {
    "decision": N_("“{word}” sounds like a decision, and none is marked there"),
    "action": N_("“{word}” sounds like an action, and none is marked there"),
}
"""What is said of a sentence that carries nothing, by what it sounds like."""


def before_completing(session: ReviewSession, cues: Cues | None = None) -> tuple[Finding, ...]:
    """What is pending or has no place, sentences that nobody looked at, and what is odd; in the order of the text each.

    Args:
        session: The review.
        cues: Its sentences that sound like something, where they were found already.
    """
    if cues is None:
        from dvo_tui.review.cues import Cues as Found  # its patterns take 60 ms to compile

        cues = Found(session)
    walked = [Finding("", "advice", SOUNDS[cue.kind], {"word": cue.word}, cue.span.start) for cue in cues.open]
    advice = advise(session.records.values())
    settled = next((place for place, finding in enumerate(advice) if finding.message not in TO_DO), len(advice))
    return (*advice[:settled], *walked, *advice[settled:])
