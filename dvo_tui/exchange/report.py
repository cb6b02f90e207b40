"""A list of decisions and actions that people read: as a secretary would send it round, in Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from dvo_tui.exchange.base import Encoded, Format, Loss, left_out
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import annotations_of, fields_lost, rejected
from dvo_tui.language import N_, _, current
from dvo_tui.review.records import Action, Annotation, Decision, layer_of
from dvo_tui.scheme import scheme

_HELD = frozenset({"decision", "action", "meeting"})
_WHY = N_("the report lists decisions and actions")
_FIELDS = frozenset({"item", "text", "vote", "owners", "due", "state"})
_STATES = {"open": N_("open"), "done": N_("done"), "dropped": N_("dropped")}
_MARKUP = re.compile(r"[\\`*_\[\]<>|#~]|&(?=#?\w+;)")


class _Table(NamedTuple):
    """A heading, the names of its columns, and its rows."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


def _tables(dataset: Dataset) -> Iterator[_Table]:
    items = {item.id: f"{item.label or ''} {item.title}".strip() for item in dataset.agenda}
    people = {person.id: person.name for person in dataset.participants}
    decisions = [_decision(one, items) for one in annotations_of(dataset) if isinstance(one, Decision)]
    actions = [_action(one, items, people) for one in annotations_of(dataset) if isinstance(one, Action)]
    columns = ("", _("agenda item"), _("action"), _("owner"), _("due"), _("state"))
    yield _Table(_("Decisions"), ("", _("agenda item"), _("decision"), _("kind")), _numbered(decisions))
    yield _Table(_("Actions"), columns, _numbered(actions))


def _decision(decision: Decision, items: dict[str, str]) -> tuple[str, ...]:
    vote = f" ({decision.vote})" if decision.vote else ""
    label = scheme.default().label("decision", decision.kind)
    kind = label.name(current()) if label is not None else decision.kind
    return items.get(decision.item or "", ""), decision.text + vote, kind


def _action(action: Action, items: dict[str, str], people: dict[str, str]) -> tuple[str, ...]:
    owners = ", ".join(people.get(owner, owner) for owner in action.owners) or action.owner_text or ""
    due = action.due or action.due_text or (_("next meeting") if action.due_anchor else "")
    return items.get(action.item or "", ""), action.text, owners, due, _(_STATES[action.state])


def _numbered(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [(str(number), *row) for number, row in enumerate(rows, 1)]


def _instead(record: Annotation) -> frozenset[str]:
    """The fields that are shown because there is no better one."""
    if not isinstance(record, Action):
        return frozenset()
    due = "due_text" if record.due_text else "due_anchor"
    return frozenset({*(() if record.owners else ("owner_text",)), *(() if record.due else (due,))})


def _losses(dataset: Dataset) -> Iterator[Loss]:
    yield from (loss for loss in rejected(dataset) if loss.layer in _HELD)
    yield from left_out(dataset, _HELD, _WHY)
    for record in annotations_of(dataset):
        if layer_of(record) in _HELD:
            yield from fields_lost(dataset, record, _FIELDS | _instead(record))


def _title(dataset: Dataset) -> tuple[str, str]:
    meeting = dataset.meeting
    where = [meeting.date, "–".join(filter(None, (meeting.start, meeting.end))), meeting.location]
    return meeting.body or dataset.document.file, ", ".join(filter(None, where))


def _markdown(dataset: Dataset) -> Encoded:
    title, where = _title(dataset)
    lines = [f"# {_plain(title)}", "", *([_plain(where), ""] if where else [])]
    for table in _tables(dataset):
        lines += [f"## {table.title}", ""]
        if table.rows:
            lines += [_row(table.columns), _row(["---"] * len(table.columns)), *map(_row, table.rows), ""]
        else:
            lines += [_("None."), ""]
    text = "\n".join(lines).rstrip() + "\n"
    return Encoded({".md": text.encode()}, tuple(_losses(dataset)))


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(_plain(cell) for cell in cells) + " |"


def _plain(text: str) -> str:
    """On one line, with what Markdown would read as markup escaped; a row of dashes is meant as one."""
    one_line = " ".join(text.split())
    return one_line if set(one_line) == {"-"} else _MARKUP.sub(r"\\\g<0>", one_line)


def _html(dataset: Dataset) -> Encoded:
    title, where = _title(dataset)
    body = [f"<h1>{escape(title)}</h1>", f"<p>{escape(where)}</p>"]
    for table in _tables(dataset):
        body.append(f"<h2>{escape(table.title)}</h2>")
        if not table.rows:
            body.append(f"<p>{escape(_('None.'))}</p>")
            continue
        head = "".join(f"<th>{escape(column)}</th>" for column in table.columns)
        rows = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
        body.append(f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>")
    page = _PAGE.format(title=escape(title), body="\n".join(body))
    return Encoded({".html": page.encode()}, tuple(_losses(dataset)))


_PAGE = """<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font-family: sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border: 1px solid #888; padding: .3em .6em; text-align: left; vertical-align: top; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""

MARKDOWN = Format(
    "report",
    N_("a list of decisions and actions to send round, as Markdown"),
    "document",
    ".md",
    _HELD,
    encode=_markdown,
)
HTML = Format(
    "report-html",
    N_("the same list as a page of HTML"),
    "document",
    ".html",
    _HELD,
    encode=_html,
)
