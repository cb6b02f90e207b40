"""What two reviewers agree on, counted by hand."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import yaml
from dvo_tui.exchange.agreement import Agreement, Layer, agreement, pairs, together
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.minutes.model import Span
from dvo_tui.review.records import Entity
from tests.peers.document import document, place

ENTITIES = len(document().entities)


def layer(found: Agreement, name: str) -> tuple[int, int, int]:
    """What is the same, only the first's, only the second's."""
    return next((it.same, it.first - it.same, it.second - it.same) for it in found.layers if it.name == name)


def overlap(found: Agreement, name: str) -> tuple[int, int, int]:
    """What overlaps, what only the first has, what only the second has."""
    return next((it.met, it.first - it.met, it.second - it.met) for it in found.layers if it.name == name)


def changed(dataset: Dataset, number: int, **values: object) -> Dataset:
    """The dataset with other values in one of its entities."""
    entities = list(dataset.entities)
    entities[number] = msgspec.structs.replace(entities[number], **values)
    return msgspec.structs.replace(dataset, entities=tuple(entities))


def moved(dataset: Dataset, layer_name: str, *spans: Span, **values: object) -> Dataset:
    """The dataset whose first decision, action or turn stands elsewhere."""
    first, *others = getattr(dataset, layer_name)
    other = msgspec.structs.replace(first, spans=spans, **values)
    return msgspec.structs.replace(dataset, **{layer_name: (other, *others)})


def test_a_reviewer_agrees_with_herself() -> None:
    found = agreement(document(), document())

    assert [(it.f1, it.f1_overlap) for it in found.layers] == [(1.0, 1.0)] * 4
    assert layer(found, "entities") == (ENTITIES, 0, 0)
    assert (found.compared, found.kappa) == (ENTITIES, 1.0)


def test_another_type_is_a_disagreement_in_the_layer_and_in_kappa() -> None:
    other = changed(document(), 1, type="ORGANISATION")

    found = agreement(document(), other)

    assert layer(found, "entities") == overlap(found, "entities") == (ENTITIES - 1, 1, 1)
    assert found.types["LOCATION", "ORGANISATION"] == 1
    assert found.compared == ENTITIES
    assert found.kappa is not None
    assert 0 < found.kappa < 1


def test_other_edges_count_in_the_layer_and_not_in_kappa() -> None:
    first: Entity = document().entities[0]
    found = agreement(document(), changed(document(), 0, end=first.start + 3, text=first.text[:3]))

    assert layer(found, "entities") == (ENTITIES - 1, 1, 1)
    assert overlap(found, "entities") == (ENTITIES, 0, 0)
    assert (found.compared, found.kappa) == (ENTITIES - 1, 1.0)


def test_only_what_was_accepted_counts() -> None:
    found = agreement(document(), changed(document(), 0, status="rejected"))

    assert layer(found, "entities") == (ENTITIES - 1, 1, 0)


def test_where_one_place_has_two_types_like_goes_with_like() -> None:
    base = document()
    twice = msgspec.structs.replace(base.entities[1], id="eaaaaaaaaaaaaa", type="EVENT")
    one = msgspec.structs.replace(base, entities=(*base.entities, twice))
    other = changed(one, ENTITIES, type="DATE")

    found = agreement(one, other)

    assert found.types["EVENT", "DATE"] == 1
    assert found.types["LOCATION", "LOCATION"] == 3


def test_a_turn_agrees_by_all_its_edges() -> None:
    span = document().turns[0].spans[0]
    shorter = moved(document(), "turns", Span(span.start, span.end - 1))
    parted = moved(document(), "turns", Span(span.start, span.start + 5), Span(span.start + 5, span.end))

    for other in (shorter, parted):
        assert layer(agreement(document(), other), "turns") == (1, 1, 1)
        assert overlap(agreement(document(), other), "turns") == (2, 0, 0)


def test_decisions_and_actions_overlap_by_kind_and_a_place_in_common() -> None:
    decision = moved(document(), "decisions", place("gaat akkoord"))
    other_kind = moved(document(), "decisions", place("gaat akkoord"), kind="decided")
    elsewhere = moved(document(), "actions", place("Opening"))

    assert layer(agreement(document(), decision), "decisions") == (0, 1, 1)
    assert overlap(agreement(document(), decision), "decisions") == (1, 0, 0)
    assert overlap(agreement(document(), other_kind), "decisions") == (0, 1, 1)
    assert overlap(agreement(document(), elsewhere), "actions") == (0, 1, 1)


def test_what_stands_in_the_gap_between_two_parts_does_not_overlap() -> None:
    parts = (place("Mevr."), place("vergadering."))
    around = moved(document(), "actions", *parts)
    between = moved(document(), "actions", place("Postma"))

    assert overlap(agreement(around, between), "actions") == (0, 1, 1)


def test_one_action_overlaps_with_one_the_one_with_most_in_common() -> None:
    base = document()
    action = base.actions[0]
    small = msgspec.structs.replace(action, id="xaaaaaaaaaaaaa", spans=(place("toolkit delen"),))
    both = msgspec.structs.replace(base, actions=(small, action))

    assert overlap(agreement(base, both), "actions") == (1, 0, 1)
    assert overlap(agreement(both, base), "actions") == (1, 1, 0)
    assert overlap(agreement(both, both), "actions") == (2, 0, 0)


def test_what_is_the_same_finds_each_other_before_what_has_more_in_common() -> None:
    base = document()
    whole = base.entities[0]
    part = msgspec.structs.replace(whole, id="eaaaaaaaaaaaaa", end=whole.start + 3, text=whole.text[:3])
    one = msgspec.structs.replace(base, entities=(part,))
    two = msgspec.structs.replace(base, entities=(whole, part))

    assert overlap(agreement(one, two), "entities") == layer(agreement(one, two), "entities") == (1, 0, 1)


def test_kappa_of_a_table_worked_out_by_hand() -> None:
    # observed (20 + 15) / 50 = .7; chance (25 * 30 + 25 * 20) / 50² = .5; (.7 - .5) / (1 - .5) = .4
    found = Agreement((), {("A", "A"): 20, ("A", "B"): 5, ("B", "A"): 10, ("B", "B"): 15})

    assert found.kappa == pytest.approx(0.4)


def test_where_there_is_nothing_there_is_no_figure() -> None:
    bare = msgspec.structs.replace(document(), entities=(), turns=(), decisions=(), actions=())

    found = agreement(bare, bare)

    assert [(it.f1, it.f1_overlap) for it in found.layers] == [(None, None)] * 4
    assert found.kappa is None
    assert Agreement((), {("DATE", "DATE"): 4}).kappa is None


def test_over_several_documents_the_counts_are_added_up() -> None:
    one = Agreement((Layer("turns", 4, 3, 3, 3),), {("DATE", "DATE"): 2})
    two = Agreement((Layer("turns", 1, 3, 1, 1),), {("DATE", "DATE"): 1, ("DATE", "LAW"): 1})

    found = together([one, two])

    assert found.layers == (Layer("turns", 5, 6, 4, 4),)
    assert found.layers[0].f1 == pytest.approx(8 / 11)
    assert found.types == {("DATE", "DATE"): 3, ("DATE", "LAW"): 1}


def test_reviews_of_two_texts_are_refused() -> None:
    base = document()
    other = msgspec.structs.replace(base, document=msgspec.structs.replace(base.document, text_sha256="0" * 64))

    with pytest.raises(DatasetError, match="are no reviews of one text"):
        agreement(base, other)


def test_of_two_folders_the_documents_that_both_have_are_compared(tmp_path: Path) -> None:
    base = document()
    alone = msgspec.structs.replace(base, document=msgspec.structs.replace(base.document, id="alone-00000000"))
    for folder, datasets in (("one", (base, alone)), ("two", (base,)), ("none", ())):
        (tmp_path / folder).mkdir()
        for number, dataset in enumerate(datasets):
            (tmp_path / folder / f"{number}.yaml").write_text(yaml.dump(dataset), encoding="utf-8")

    found = pairs(tmp_path / "one", tmp_path / "two")

    assert [(one.document.id, other.document.id) for one, other in found.datasets] == [(base.document.id,) * 2]
    assert (found.only_first, found.only_second) == (("alone-00000000",), ())
    assert pairs(tmp_path / "two", tmp_path / "one").only_second == ("alone-00000000",)
    assert len(pairs(tmp_path / "one", tmp_path / "two" / "0.yaml").datasets) == 1
    assert pairs(tmp_path / "two" / "0.yaml", tmp_path / "one" / "0.yaml").datasets == ((base, base),)
    with pytest.raises(DatasetError, match="have no document in common"):
        pairs(tmp_path / "one", tmp_path / "none")
    (tmp_path / "two" / "twice.yaml").write_text(yaml.dump(base), encoding="utf-8")
    with pytest.raises(DatasetError, match="holds two reviews of verslag"):
        pairs(tmp_path / "one", tmp_path / "two")
