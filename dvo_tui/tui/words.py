"""What fields, values, states and days are called on the screen, in the language that holds.

Invariant: ids of the dataset are never shown where a word exists for them; an unknown id is shown as it is.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dvo_tui.errors import DvoError
from dvo_tui.language import _, current
from dvo_tui.minutes.model import AgendaItem, Meeting
from dvo_tui.printable import printable
from dvo_tui.review.publicity import PRIVACY, Standing
from dvo_tui.review.records import Action, Annotation, Record, Turn, layer_of, type_of
from dvo_tui.scheme.scheme import Scheme
from dvo_tui.tui.keys import N_, shown

FIELDS: dict[str, str] = {
    "attendance": N_("attendance"),
    "body": N_("body"),
    "chair": N_("chair"),
    "date": N_("date"),
    "due": N_("due"),
    "due_anchor": N_("due at"),
    "due_text": N_("due in the text"),
    "end": N_("end"),
    "expansion": N_("stands for"),
    "flag": N_("flag"),
    "ground": N_("ground of the Woo"),
    "item": N_("agenda item"),
    "kind": N_("kind"),
    "label": N_("label"),
    "link": N_("linked to"),
    "location": N_("location"),
    "name": N_("name"),
    "normalized": N_("normal form"),
    "note": N_("comment"),
    "number": N_("number"),
    "openness": N_("openness"),
    "organisation": N_("organisation"),
    "owner_text": N_("owner in the text"),
    "owners": N_("owners"),
    "parent": N_("part of"),
    "public": N_("in publications"),
    "role": N_("role"),
    "secretary": N_("secretary"),
    "section": N_("section"),
    "speaker": N_("speaker"),
    "speaker_text": N_("speaker in the text"),
    "start": N_("start"),
    "state": N_("state"),
    "status": N_("status"),
    "strength": N_("strength"),
    "text": N_("wording"),
    "title": N_("title"),
    "type": N_("type"),
    "vote": N_("vote"),
}

VALUES: dict[str, dict[str, str]] = {
    "attendance": {
        "present": N_("present"),
        "absent": N_("absent"),
        "partly": N_("partly present"),
        "not_listed": N_("not on the list"),
    },
    "status": {
        "section": N_("section"),
        "handled": N_("handled"),
        "deferred": N_("deferred"),
        "withdrawn": N_("cancelled"),
        "empty": N_("nothing said"),
    },
    "kind": {
        "verslag": N_("minutes"),
        "conceptverslag": N_("draft minutes"),
        "terugkoppeling": N_("feedback"),
        "besluitenlijst": N_("list of decisions"),
        "afsprakenlijst": N_("list of arrangements"),
    },
    "openness": {"openbaar": N_("public"), "besloten": N_("closed")},
    "strength": {"explicit": N_("explicit"), "implicit": N_("implicit"), "weak": N_("weak")},
    "state": {"open": N_("open"), "done": N_("done"), "dropped": N_("dropped")},
    "due_anchor": {"next_meeting": N_("next meeting")},
    "flag": {"true": N_("flagged"), "false": N_("no flag")},
    "public": {"true": N_("public by function"), "false": N_("private"), "none": N_("by the role")},
}
"""The closed lists of values, in the order in which digits pick them."""

ROLES: dict[str, str] = {"chair": N_("chair"), "secretary": N_("secretary"), "minutes": N_("minute taker")}
"""Roles that readers recognise; any other role is shown as it is printed."""

KEY_NAMES: dict[str, str] = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "space": N_("space"),
    "pagedown": N_("page down"),
    "pageup": N_("page up"),
}
"""Keys whose name is not what stands on them."""

LAYER_NAMES: dict[str, str] = {
    "meeting": N_("meeting"),
    "participant": N_("participant"),
    "agenda": N_("agenda item"),
    "turn": N_("turn"),
    "entity": N_("mention"),
    "decision": N_("decision"),
    "action": N_("action"),
    "note": N_("remark"),
}

STATUSES: dict[str, str] = {"pending": N_("proposal"), "accepted": N_("accepted"), "rejected": N_("rejected")}

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def field_name(field: str) -> str:
    return _(FIELDS.get(field, "")) or field


def value_name(field: str, value: str) -> str:
    """The word for a value of a closed list; any other value as it is."""
    return _(VALUES.get(field, {}).get(value, "")) or value


def layer_name(layer: str) -> str:
    return _(LAYER_NAMES.get(layer, "")) or layer


def label_name(record: Record, scheme: Scheme) -> str:
    """What an annotation is called: its type for a mention; layer and kind for the rest."""
    layer = layer_of(record)
    if not isinstance(record, Annotation) or isinstance(record, Turn):
        return layer_name(layer)
    label = scheme.label(layer, type_of(record))
    name = label.name(current()) if label else type_of(record)
    return name if layer == "entity" or name == layer_name(layer) else f"{layer_name(layer)}: {name}"


def tag_of(record: Annotation, scheme: Scheme) -> str:
    """The letter that stands for the label in the gutter."""
    layer = layer_of(record)
    label = scheme.label(layer, type_of(record))
    return printable(label.tag if label else scheme.tags.get(layer, "?"))


def colour_of(record: Annotation, scheme: Scheme) -> str:
    """The colour role of the label."""
    layer = layer_of(record)
    label = scheme.label(layer, type_of(record))
    return label.colour if label else layer


def decimal(number: float) -> str:
    """A number with two decimals and the language's own comma or point."""
    text = f"{number:.2f}"
    return text.replace(".", ",") if current() == "nl" else text


def brief(error: DvoError) -> str:
    """An error's one line with file names for whole paths: the screen is narrow, and the folder is known."""
    values = {name: value.name if isinstance(value, Path) else value for name, value in error.values.items()}
    return _(error.message).format(**values)


def day(date: str | None) -> str:
    """A day, month or quarter as people write it; what is no date as it is."""
    parts = (date or "").split("-")
    try:
        if len(parts) == 3:
            return f"{int(parts[2])} {_(MONTHS[int(parts[1]) - 1])} {parts[0]}"
        if len(parts) == 2 and parts[1].isdigit():
            return f"{_(MONTHS[int(parts[1]) - 1])} {parts[0]}"
    except (ValueError, IndexError):
        pass
    return date or ""


def due(action: Action) -> str:
    """When an action is due: the day, else the words or the occasion it hangs on; empty where nothing says so."""
    anchor = value_name("due_anchor", action.due_anchor) if action.due_anchor else ""
    return day(action.due) or anchor or action.due_text or ""


def moment(time: str) -> str:
    """A time in UTC as the reviewer's own clock shows it: the time today, the day before that."""
    if not time:
        return ""
    try:
        local = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return time
    return f"{local:%H:%M}" if local.date() == datetime.now().astimezone().date() else f"{local:%Y-%m-%d}"


def item_name(item: AgendaItem) -> str:
    """Label and title of an agenda item in one line."""
    return " ".join(part for part in (item.label or "", item.title) if part)


def meeting_title(meeting: Meeting) -> str:
    """Body and day of a meeting, for one line."""
    return " · ".join(part for part in (meeting.body or "", day(meeting.date)) if part)


def role_name(role: str | None) -> str:
    """What a participant's role is called."""
    return _(ROLES.get(role or "", role or ""))


def standing_said(found: Standing) -> str:
    """Whether somebody's name stays readable in publications, and why."""
    said = value_name("public", "true" if found.public else "false")
    why = {
        "here": _("settled here"),
        "elsewhere": _("settled in another document"),
        "role": _("role {role}").format(role=found.role),
        "none": _("no role known as public"),
    }[found.why]
    ground = f" · Woo {found.ground}" if not found.public and found.ground != PRIVACY else ""
    return f"{said}: {why}{ground}"


class Keys(dict[str, str]):
    """The keys that hold by the id of their act, for messages that name keys."""

    def __missing__(self, identifier: str) -> str:
        return key_name(shown(identifier))


def key_name(key: str) -> str:
    """A key as a reviewer knows it: `shift+→`, `spatie`."""
    *held, last = key.split("+")
    return "+".join([*held, _(KEY_NAMES.get(last, last))])
