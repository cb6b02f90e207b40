"""What opens in the inspector's place: forms and small dialogues as state machines over keys, without any widget."""

from __future__ import annotations

from dvo_tui.errors import Refused
from dvo_tui.review.records import MEETING, Action, Review
from dvo_tui.tui.acts import Scene
from dvo_tui.tui.keys import N_, shown
from dvo_tui.tui.panels.base import Answer, Panel
from dvo_tui.tui.tokens import line_at

__all__ = ["Answer", "Panel", "open_panel"]

WHY_NOT = {
    "comment": N_("there is nothing here to comment on"),
}


def open_panel(name: str, scene: Scene) -> Panel:
    """The panel of an act on the current record.

    Raises:
        Refused: where there is nothing that it could be about.
    """
    from dvo_tui.tui.panels import dialogues, form
    from dvo_tui.tui.panels.offering import OfferPanel

    session, subject = scene.session, scene.record
    if name == "search":
        return dialogues.SearchPanel(session.text, scene.caret)
    if name == "unplaced":
        from dvo_tui.tui.panels.unplaced import UnplacedPanel

        return UnplacedPanel(scene)
    if name == "meeting":
        subject = session.records[MEETING]
    if subject is None or isinstance(subject, Review):
        message = N_("there is no annotation here; {next} and {previous} go to the next one")
        raise Refused(message, next=shown("next"), previous=shown("previous"))
    if name in ("edit", "meeting"):
        line = line_at(session.text, scene.caret)
        return form.FormPanel(session, subject, scene.register, line=session.text[line.start : line.end])
    if name == "comment" and hasattr(subject, "note"):
        return dialogues.CommentPanel(subject)
    if name == "offer" and isinstance(subject, Action):
        return OfferPanel(session, subject)
    raise Refused(WHY_NOT.get(name, N_("that cannot be done with this")))
