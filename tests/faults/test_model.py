"""Edits, undo, kills, pulls and reopening in any order: a plain model agrees with what is on disk after each."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dvo_tui.errors import Refused, StoreError
from dvo_tui.review.checks import check_history
from dvo_tui.review.commands import Accept, AnyCommand, Redo, Reject, SetField, Undo
from dvo_tui.review.records import Annotation, id_of
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.store.encoding import Encoder
from dvo_tui.store.opening import OpenReview
from dvo_tui.store.status import statuses
from dvo_tui.store.workfile import advanced, all_tables, existing
from dvo_tui.store.workspace import Workspace
from tests import invented
from tests.faults.conftest import reopen

IDS = [record.id for record in invented.session().annotations()]
WHICH = st.sampled_from(range(len(IDS)))
Cell = tuple[str, str | None]


class Model:
    """A list of dicts: the state after each edit, and two stacks of what undo and redo go to."""

    def __init__(self) -> None:
        self.state: dict[int, Cell] = dict.fromkeys(range(len(IDS)), ("pending", None))
        self.done: list[dict[int, Cell]] = []
        self.undone: list[dict[int, Cell]] = []
        self.changes = 0

    def edit(self, which: int, cell: Cell) -> None:
        if self.state[which] != cell:
            self.done.append(self.state)
            self.undone.clear()
            self.state = {**self.state, which: cell}
            self.changes += 1

    def back(self, source: list[dict[int, Cell]], target: list[dict[int, Cell]]) -> None:
        if source:
            target.append(self.state)
            self.state = source.pop()
            self.changes += 1


class Store(RuleBasedStateMachine):
    """The store beside the model."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.workspace = Workspace(self.folder)
        self.review: OpenReview = reopen(self.workspace)
        self.model = Model()

    def teardown(self) -> None:
        self.review.close()
        shutil.rmtree(self.folder)

    def carry_out(self, command: AnyCommand) -> None:
        try:
            self.review.apply(command)
        except Refused:
            assert isinstance(command, Undo | Redo)

    @rule(which=WHICH)
    def accept(self, which: int) -> None:
        self.carry_out(Accept(id=IDS[which]))
        self.model.edit(which, ("accepted", self.model.state[which][1]))

    @rule(which=WHICH)
    def reject(self, which: int) -> None:
        self.carry_out(Reject(id=IDS[which]))
        self.model.edit(which, ("rejected", self.model.state[which][1]))

    @rule(which=WHICH, note=st.sampled_from(["a", "é\n\u2028", None]))
    def note(self, which: int, note: str | None) -> None:
        self.carry_out(SetField(id=IDS[which], field="note", value=note))
        self.model.edit(which, (self.model.state[which][0], note))

    @rule()
    def undo(self) -> None:
        self.carry_out(Undo())
        self.model.back(self.model.done, self.model.undone)

    @rule()
    def redo(self) -> None:
        self.carry_out(Redo())
        self.model.back(self.model.undone, self.model.done)

    @rule()
    def close_and_open(self) -> None:
        self.review.close()
        self.review = reopen(self.workspace)

    @rule()
    def killed(self) -> None:
        """The process is gone without a word: its locks go, its temporary file stays."""
        if self.review.path.parent.exists():
            self.review.path.with_name(f".{self.review.path.name}.0.tmp").write_bytes(b'{"half')
        lock = self.review._lock
        assert lock is not None
        lock._lock.release()
        self.review = reopen(self.workspace)

    @precondition(lambda self: self.model.changes > 0)
    @rule(which=WHICH, accepted=st.booleans())
    def pulled(self, which: int, accepted: bool) -> None:
        """Somebody else's edit comes in from outside, and the next edit here finds it."""
        stored = existing(self.review.path)
        session = ReviewSession(
            stored.minutes,
            stored.records,
            "jdv",
            scheme.default(),
            history=stored.history,
            clock=lambda: stored.history[-1].time,
        )
        time.sleep(0.002)  # so that the edit here is later, by the clock that merging goes by
        change = session.apply(Accept(id=IDS[which]) if accepted else Reject(id=IDS[which]))
        if change is None:
            return
        new = self.review.path.with_suffix(".new")
        new.write_bytes(Encoder().encode(all_tables(advanced(stored, [change]))))
        os.replace(new, self.review.path)
        self.model.edit(which, ("accepted" if accepted else "rejected", self.model.state[which][1]))
        self.note((which + 1) % len(IDS), f"n{self.model.changes}")

    @precondition(lambda self: self.model.changes > 1)
    @rule()
    def broken_and_restored(self) -> None:
        """The file is cut short: refused, kept, and there again when it is put back."""
        self.review.close()
        whole = self.review.path.read_bytes()
        self.review.path.write_bytes(whole[: len(whole) // 2])
        with pytest.raises(StoreError):
            reopen(self.workspace)
        assert self.review.path.read_bytes() == whole[: len(whole) // 2]
        self.review.path.write_bytes(whole)
        self.review = reopen(self.workspace)

    @invariant()
    def what_is_on_disk_is_what_the_model_says(self) -> None:
        if self.model.changes == 0:
            assert not self.review.path.exists()
            return
        stored = existing(self.review.path)
        found: dict[str, Any] = {id_of(record): record for record in stored.records if isinstance(record, Annotation)}
        assert {n: (found[i].status, found[i].note) for n, i in enumerate(IDS)} == self.model.state
        assert len(stored.history) == self.model.changes
        assert stored.history == self.review.session.history
        assert check_history(stored.records, stored.history) == ()
        (status,) = statuses(self.workspace)
        assert (status.problem, status.revision) == (None, self.model.changes)


QUICK = settings(max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck))
FULL = settings(QUICK, max_examples=1000, stateful_step_count=40)


def test_the_store_agrees_with_a_plain_model() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Store, settings=QUICK)


@pytest.mark.faults
def test_the_store_agrees_with_a_plain_model_for_long() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Store, settings=FULL)
