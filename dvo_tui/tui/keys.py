"""Every key of the screens as data; bindings, footer, help, palette and `dvo-tui keys` are made from this one table.

Invariants: no key stands twice on one screen, none is a dead key on a US-International keyboard, and none needs Escape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dvo_tui.language import N_ as N_
from dvo_tui.language import _

if TYPE_CHECKING:
    from textual.binding import BindingType


@dataclass(frozen=True)
class Key:
    """One act and the keys that do it.

    `keys` are written as a person sends them: `a`, `backspace`, `alt+h`. `action` is the method `action_…` of the
    screen. `group` names the chapter of the help. `screens` says where it holds.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    description: str
    group: str
    screens: tuple[str, ...] = ("review",)

    @property
    def label(self) -> str:
        """The footer's word for it, in the language that holds."""
        return _(SHORT.get(self.id, self.description))


DIGITS = tuple("123456789")

SETTLE = N_("Settle what is proposed")
MOVE = N_("Move")
READ = N_("Read and find")
EDGE = N_("Move an edge")
ADD = N_("Add what is missing")
CORRECT = N_("Correct")
ROW = N_("On a row of this pane")
PANE = N_("Panes")
DOCUMENT = N_("Document and program")

EVERYWHERE = ("review", "documents")
ROW_PANES = ("agenda", "speakers")
"""Panes whose rows have keys of their own: there these go before those of the screen."""

ON_ROWS = frozenset({
    "next", "previous", "edit", "remove", "comment", "flag", "undo", "redo", "cancel", "agenda", "speakers",
    "next_pane", "previous_pane", "help", "pane_help", "palette", "quit",
})  # fmt: skip
"""What must keep its key on such a row."""

KEYS: tuple[Key, ...] = (
    Key("accept", ("a",), "act('accept')", N_("Accept, go to the next pending"), SETTLE),
    Key("reject", ("x",), "act('reject')", N_("Reject, go to the next pending"), SETTLE),
    Key("choose", DIGITS, "choose", N_("Set type, kind or candidate by its digit"), SETTLE),
    Key("reset", ("r",), "act('reset')", N_("Make it pending again"), SETTLE),
    Key("same", ("=",), "many('same')", N_("The same words everywhere, after a preview; again: elsewhere"), SETTLE),
    Key("group", ("A",), "many('group')", N_("Settle all of a name, rule, item or type, after a preview"), SETTLE),
    Key("undo", ("u",), "act('undo')", N_("Undo"), SETTLE),
    Key("redo", ("U",), "act('redo')", N_("Do again what was undone"), SETTLE),
    Key("next_pending", ("n",), "pending(1)", N_("Next pending annotation"), MOVE),
    Key("previous_pending", ("N",), "pending(-1)", N_("Previous pending annotation"), MOVE),
    Key("queue", ("Q",), "many('queue')", N_("What to walk through: doubtful first, one type, rule, item"), MOVE),
    Key("next", ("j", "down"), "step(1)", N_("Next annotation; next row in a list"), MOVE),
    Key("previous", ("k", "up"), "step(-1)", N_("Previous annotation; previous row in a list"), MOVE),
    Key("next_item", ("]",), "item(1)", N_("Next agenda item"), MOVE),
    Key("previous_item", ("[",), "item(-1)", N_("Previous agenda item"), MOVE),
    Key("another", ("z",), "name('another')", N_("The next of several annotations at the caret, outward"), MOVE),
    Key("next_token", ("right",), "move('token', 1)", N_("Caret to the next word"), READ),
    Key("previous_token", ("left",), "move('token', -1)", N_("Caret to the previous word"), READ),
    Key("next_character", ("shift+right",), "move('character', 1)", N_("Caret to the next character"), READ),
    Key("previous_character", ("shift+left",), "move('character', -1)", N_("Caret to the previous character"), READ),
    Key("next_sentence", (")",), "move('sentence', 1)", N_("Caret to the next sentence"), READ),
    Key("previous_sentence", ("(",), "move('sentence', -1)", N_("Caret to the previous sentence"), READ),
    Key("next_paragraph", ("}",), "move('paragraph', 1)", N_("Caret to the next paragraph"), READ),
    Key("previous_paragraph", ("{",), "move('paragraph', -1)", N_("Caret to the previous paragraph"), READ),
    Key("row_down", ("J",), "move('row', 1)", N_("Caret one row down"), READ),
    Key("row_up", ("K",), "move('row', -1)", N_("Caret one row up"), READ),
    Key("page_down", ("space", "pagedown"), "move('page', 1)", N_("One page down"), READ),
    Key("page_up", ("pageup",), "move('page', -1)", N_("One page up"), READ),
    Key("text_start", ("home",), "edge_of_text(0)", N_("To the beginning of the text"), READ),
    Key("text_end", ("end",), "edge_of_text(1)", N_("To the end of the text"), READ),
    Key("search", ("/",), "panel('search')", N_("Search in the text"), READ),
    Key("next_match", (".",), "match(1)", N_("Next match"), READ),
    Key("previous_match", (",",), "match(-1)", N_("Previous match"), READ),
    Key("remarks", ("F",), "extra('remarks')", N_("All remarks, to filter and go to"), READ),
    Key("source", ("B",), "extra('source')", N_("Where this stands in the file: page, line, lines around"), READ),
    Key("copy", ("y",), "extra('copy')", N_("Copy the quote; once more the whole annotation"), READ),
    Key("copy_to_file", ("Y",), "extra('copy_to_file')", N_("Write the annotation with its quote to a file"), READ),
    Key("left_out", ("H",), "edge('left', -1, 'token')", N_("Left edge out by a word"), EDGE),
    Key("left_in", ("h",), "edge('left', 1, 'token')", N_("Left edge in by a word"), EDGE),
    Key("right_out", ("L",), "edge('right', 1, 'token')", N_("Right edge out by a word"), EDGE),
    Key("right_in", ("l",), "edge('right', -1, 'token')", N_("Right edge in by a word"), EDGE),
    Key("left_out_character", ("alt+H",), "edge('left', -1, 'character')", N_("Left edge out by a character"), EDGE),
    Key("left_in_character", ("alt+h",), "edge('left', 1, 'character')", N_("Left edge in by a character"), EDGE),
    Key("right_out_character", ("alt+L",), "edge('right', 1, 'character')", N_("Right edge out by a character"), EDGE),
    Key("right_in_character", ("alt+l",), "edge('right', -1, 'character')", N_("Right edge in by a character"), EDGE),
    Key("right_out_sentence", (">",), "edge('right', 1, 'sentence')", N_("Right edge out by a sentence"), EDGE),
    Key("right_in_sentence", ("<",), "edge('right', -1, 'sentence')", N_("Right edge in by a sentence"), EDGE),
    Key("select", ("v",), "select", N_("Select: then move, then a digit or letter adds it"), ADD),
    Key("add_decision", ("d",), "add('decision')", N_("Sentence or selection is a decision; a digit: its kind"), ADD),
    Key("add_action", ("t",), "add('action')", N_("Sentence or selection is an action; offers owner and due"), ADD),
    Key("add_turn", ("s",), "add('turn')", N_("Sentence or selection is a speaker's turn"), ADD),
    Key("add_note", ("e",), "add('note')", N_("Sentence or selection is a postscript or remark"), ADD),
    Key("add_participant", ("P",), "add('participant')", N_("The name at the caret is a participant"), ADD),
    Key("add_item", ("I",), "add('agenda')", N_("Sentence or selection begins an agenda item"), ADD),
    Key("hints", (";",), "name('hints')", N_("Hints on what is not marked: letters, then a digit for what it is"), ADD),
    Key("cue", ("m",), "name('cue')", N_("Next sentence that sounds like a decision or action and carries none"), ADD),
    Key("edit", ("enter",), "panel('edit')", N_("Edit all fields"), CORRECT),
    Key("link", ("i",), "name('link')", N_("Link to a person or organisation, or to somebody new"), CORRECT),
    Key("merge", ("&",), "name('merge')", N_("Somebody is the same as somebody else: unite them"), CORRECT),
    Key("split", ("|",), "name('split')", N_("Somebody is two: part them"), CORRECT),
    Key("comment", ("c",), "panel('comment')", N_("Comment"), CORRECT),
    Key("flag", ("f",), "act('flag')", N_("Flag, or take the flag away"), CORRECT),
    Key("remove", ("backspace",), "act('remove')", N_("Remove"), CORRECT),
    Key("evidence", ("E",), "form('evidence')", N_("One more place for the last decision or action, or less"), CORRECT),
    Key("edit_meeting", ("M",), "form('meeting')", N_("The meeting's header; a selection becomes a field"), CORRECT),
    Key("agenda", ("g",), "pane('agenda')", N_("To the agenda and back"), PANE),
    Key("speakers", ("S",), "pane('speakers')", N_("To the speakers and back"), PANE),
    Key("decisions", ("D",), "pane('decisions')", N_("To the decisions and back"), PANE),
    Key("actions", ("T",), "pane('actions')", N_("To the actions and back"), PANE),
    Key("next_pane", ("tab",), "next_pane(1)", N_("Next pane"), PANE),
    Key("previous_pane", ("shift+tab",), "next_pane(-1)", N_("Previous pane"), PANE),
    Key("cancel", ("ctrl+x", "escape"), "cancel", N_("Leave a selection, a list or a form without saving it"), PANE),
    Key("jump", ("G",), "extra('jump')", N_("Letters on panes and rows: press one to go there"), PANE),
    Key("reading_width", ("W",), "extra('reading_width')", N_("Other width of the text column"), PANE),
    Key("show_rejected", ("R",), "extra('show_rejected')", N_("Show what was rejected, or hide it"), PANE),
    Key("next_document", ("o",), "document(1)", N_("Next document"), DOCUMENT),
    Key("previous_document", ("O",), "document(-1)", N_("Previous document"), DOCUMENT),
    Key("other_document", ("-",), "document(0)", N_("Back to the document before, at its place"), DOCUMENT),
    Key("documents", ("b",), "documents", N_("Back to the list of documents"), DOCUMENT),
    Key("save_as", ("ctrl+s",), "extra('save_as')", N_("Write the work file elsewhere"), DOCUMENT),
    Key("take_over", ("ctrl+o",), "extra('take_over')", N_("Take over from a copy that is gone"), DOCUMENT),
    Key("export", ("w",), "export", N_("Write the curated YAML"), DOCUMENT),
    Key("publish", ("X",), "many('publish')", N_("A copy to publish: names left out, after a second look"), DOCUMENT),
    Key("complete", ("C",), "many('complete')", N_("Call it complete after the checks, or reopen it"), DOCUMENT),
    Key("checks", ("!",), "many('checks')", N_("What the checks say: each one to go to"), DOCUMENT),
    Key("unplaced", ("Z",), "panel('unplaced')", N_("What became of the review when the file changed"), DOCUMENT),
    Key("open_document", ("enter",), "open", N_("Open the document"), DOCUMENT, ("documents",)),
    Key("next_row", ("j", "down"), "row(1)", N_("Next document in the list"), MOVE, ("documents",)),
    Key("previous_row", ("k", "up"), "row(-1)", N_("Previous document in the list"), MOVE, ("documents",)),
    Key("page_rows_down", ("space", "pagedown"), "row(10)", N_("Ten documents down"), MOVE, ("documents",)),
    Key("page_rows_up", ("pageup",), "row(-10)", N_("Ten documents up"), MOVE, ("documents",)),
    Key("filter_documents", ("/",), "filter", N_("Only documents with this in their name"), MOVE, ("documents",)),
    Key("sort_documents", ("s",), "sort", N_("Sort by the next column"), MOVE, ("documents",)),
    Key("dashboard", ("p",), "dashboard", N_("Dashboard: progress, rules, time per document"), DOCUMENT, EVERYWHERE),
    Key("palette", (":",), "palette", N_("Find any act by name"), DOCUMENT, EVERYWHERE),
    Key("theme", ("ctrl+t",), "theme", N_("Other colours: dark, light, contrast, and others"), DOCUMENT, EVERYWHERE),
    Key("suspend", ("ctrl+z",), "app.suspend_process", N_("Suspend; fg in the shell comes back"), DOCUMENT, EVERYWHERE),
    Key("help", ("?",), "guide", N_("Guideline of the label; help where there is none"), DOCUMENT, EVERYWHERE),
    Key("pane_help", ("f1",), "help", N_("Help: this pane, and what the keys do here"), DOCUMENT, EVERYWHERE),
    Key("tour", ("f2",), "extra('tour')", N_("A tour of one minute; the same key goes on"), DOCUMENT),
    Key("item_title", ("t",), "form('item_title')", N_("Other title"), ROW, ("agenda",)),
    Key("item_label", ("r",), "form('item_label')", N_("Other number; section and number follow"), ROW, ("agenda",)),
    Key("item_in", ("right",), "form('item_in')", N_("Move into the item before it"), ROW, ("agenda",)),
    Key("item_out", ("left",), "form('item_out')", N_("Move out of the item that it lies in"), ROW, ("agenda",)),
    Key("item_status", DIGITS, "form('item_status')", N_("Handled, deferred, cancelled … by digit"), ROW, ("agenda",)),
    Key("join_item", ("&",), "form('join_item')", N_("Join with the item before it"), ROW, ("agenda",)),
    Key("divide_item", ("|",), "form('divide_item')", N_("Divide where the caret is in the text"), ROW, ("agenda",)),
    Key("attendance", DIGITS, "form('attendance')", N_("Present, absent, partly … by digit"), ROW, ("speakers",)),
    Key("role", ("r",), "form('role')", N_("Role, by digit or typed"), ROW, ("speakers",)),
    Key("publicity", ("p",), "form('publicity')", N_("Public by function, private or by the role"), ROW, ("speakers",)),
    Key("new_person", ("P",), "form('new_person')", N_("Somebody who is not named in the text"), ROW, ("speakers",)),
    Key("quit", ("q", "ctrl+q"), "leave", N_("Quit, once everything is saved"), DOCUMENT, EVERYWHERE),
)  # fmt: skip

SHORT: dict[str, str] = {
    "accept": N_("accept"),
    "reject": N_("reject"),
    "choose": N_("type"),
    "reset": N_("pending again"),
    "same": N_("everywhere"),
    "group": N_("group"),
    "undo": N_("undo"),
    "redo": N_("redo"),
    "next_pending": N_("next pending"),
    "previous_pending": N_("previous pending"),
    "queue": N_("queue"),
    "next": N_("next"),
    "previous": N_("previous"),
    "next_item": N_("next item"),
    "previous_item": N_("previous item"),
    "search": N_("search"),
    "next_match": N_("next match"),
    "previous_match": N_("previous match"),
    "left_in": N_("edge"),
    "select": N_("select"),
    "add_decision": N_("decision"),
    "add_action": N_("action"),
    "add_turn": N_("turn"),
    "add_note": N_("remark"),
    "add_participant": N_("participant"),
    "add_item": N_("agenda item"),
    "hints": N_("hints"),
    "cue": N_("nothing here?"),
    "another": N_("next one here"),
    "merge": N_("are one"),
    "split": N_("are two"),
    "edit": N_("edit"),
    "link": N_("link"),
    "comment": N_("comment"),
    "flag": N_("flag"),
    "remove": N_("remove"),
    "evidence": N_("one more place"),
    "edit_meeting": N_("meeting"),
    "item_title": N_("title"),
    "item_label": N_("number"),
    "item_in": N_("in"),
    "item_out": N_("out"),
    "item_status": N_("status"),
    "join_item": N_("join"),
    "divide_item": N_("divide"),
    "attendance": N_("attendance"),
    "role": N_("role"),
    "publicity": N_("public?"),
    "new_person": N_("new"),
    "agenda": N_("agenda"),
    "speakers": N_("speakers"),
    "decisions": N_("decisions"),
    "actions": N_("actions"),
    "cancel": N_("leave"),
    "next_document": N_("next document"),
    "other_document": N_("other document"),
    "documents": N_("documents"),
    "save_as": N_("save elsewhere"),
    "take_over": N_("take over"),
    "export": N_("write YAML"),
    "publish": N_("copy to publish"),
    "complete": N_("complete"),
    "checks": N_("checks"),
    "unplaced": N_("no place"),
    "open_document": N_("open"),
    "next_row": N_("next"),
    "previous_row": N_("previous"),
    "filter_documents": N_("filter"),
    "sort_documents": N_("sort"),
    "jump": N_("jump"),
    "reading_width": N_("width"),
    "remarks": N_("remarks"),
    "source": N_("source"),
    "copy": N_("copy"),
    "copy_to_file": N_("copy to file"),
    "dashboard": N_("dashboard"),
    "palette": N_("palette"),
    "theme": N_("colours"),
    "help": N_("help"),
    "pane_help": N_("help"),
    "tour": N_("tour"),
    "quit": N_("quit"),
}
"""The footer's word for an act, where its description is too long there."""

DEAD_KEYS = frozenset("'\"`^~")
"""What a US-International keyboard, the usual one in the Netherlands, holds back until the next key."""

SEQUENCE_STARTS = frozenset(f"alt+{key}" for key in "[]OPX^_N")
"""With alt, these are ESC and the letter that begins a terminal's own sequence: so a prefix of arrows and pastes."""


def _name(key: str) -> str:
    """What Textual calls a key: a comma would part a list, and terminals differ about alt and a capital."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    if held == ["alt"] and len(last) == 1 and last.isupper():
        return f"alt+shift+{last.lower()},{key}"
    return "+".join([*held, "comma"]) if last == "," else key


_held: dict[str, Key] = {key.id: key for key in KEYS}


def hold(table: Iterable[Key] = KEYS) -> None:
    """Put a table in force: this one, or the same acts with other keys."""
    global _held
    _held = {key.id: key for key in table}


def by_id(identifier: str) -> Key:
    """The entry of an id, with the keys that hold; `KeyError` where there is none."""
    return _held[identifier]


def shown(identifier: str) -> str:
    """The first key of an act, as it is written for people."""
    return by_id(identifier).keys[0]


def is_key_of(identifier: str, key: str, character: str | None) -> bool:
    """Whether what was pressed, by Textual's name and as a character, does an act."""
    names = by_id(identifier).keys
    return key in names or (character is not None and character in names)


def keymap() -> dict[str, str]:
    """The acts whose keys are not the table's own, with the names that Textual has for their keys."""
    return {
        key.id: ",".join(_name(name) for name in _held[key.id].keys) for key in KEYS if _held[key.id].keys != key.keys
    }


def of_screen(screen: str) -> tuple[Key, ...]:
    """What holds on a screen, in the order of the table."""
    return tuple(key for key in _held.values() if screen in key.screens)


def grouped(keys: Iterable[Key]) -> dict[str, list[Key]]:
    """Keys by the msgid of their group, both in the order of the table."""
    groups: dict[str, list[Key]] = {}
    for key in keys:
        groups.setdefault(key.group, []).append(key)
    return groups


def bindings(screen: str) -> list[BindingType]:
    """Textual's bindings of a screen; digits become an argument of their action.

    They have priority, so that keys typed ahead act in the order in which they were typed.
    """
    from textual.binding import Binding

    found: list[BindingType] = []
    for key in of_screen(screen):
        for name, action in _bound(key):
            found.append(Binding(name, action, key.description, show=False, priority=True, id=key.id))
    return found


def _bound(key: Key) -> Iterator[tuple[str, str]]:
    if key.keys == DIGITS:
        for digit in DIGITS:
            yield digit, f"{key.action}({digit})"
    else:
        yield ",".join(_name(name) for name in key.keys), key.action


def bindings_table() -> list[dict[str, object]]:
    """Every binding for people and scripts: id, keys as they are sent, description in the language that holds."""
    return [
        {"id": key.id, "keys": list(key.keys), "description": _(key.description), "screen": " ".join(key.screens)}
        for key in _held.values()
    ]


def clashes(keys: Iterable[Key] = KEYS) -> list[str]:
    """What is wrong with a table, a line each: ids or keys taken twice, dead keys, prefixes, keys that need Escape."""
    table = list(keys)
    ids = [key.id for key in table]
    found = [f"{identifier}: two acts have this id" for identifier in sorted({i for i in ids if ids.count(i) > 1})]
    taken: dict[tuple[str, str], str] = {}
    for key in table:
        if set(key.keys) == {"escape"}:
            found.append(f"{key.id}: escape waits 100 ms and may only be a second key")
        for name in key.keys:
            if name in DEAD_KEYS:
                found.append(f"{key.id}: {name} is a dead key on US-International")
            if name in SEQUENCE_STARTS:
                found.append(f"{key.id}: {name} is the beginning of a terminal's own sequence")
            for screen in (*key.screens, *(ROW_PANES if key.id in ON_ROWS else ())):
                other = taken.setdefault((screen, name), key.id)
                if other != key.id:
                    message = _("{id}: {key} already does {other} on the screen {screen}")
                    found.append(message.format(id=key.id, key=name, other=other, screen=screen))
    return found
