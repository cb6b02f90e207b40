"""Learning by review: what was settled in one document shows in the next, and the reviewer is told so."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvo_tui import language
from dvo_tui.minutes.model import Minutes, participant_id
from dvo_tui.minutes.reading import read_file
from dvo_tui.review.records import Entity
from dvo_tui.store import register
from dvo_tui.store.workspace import Workspace
from dvo_tui.suggest import remembered
from dvo_tui.suggest.base import Known, KnownSurface
from dvo_tui.suggest.familiar import SPEAKER, familiar
from dvo_tui.suggest.pipeline import suggest_all
from dvo_tui.suggest.rules import RULES, why
from dvo_tui.tui.reviewing import Reviewing
from tests.unit.suggest import series
from tests.unit.suggest.proposing import bare, noordrand, proposed, surfaces
from tests.unit.suggest.series import DOCUMENTS, Score


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace in which all but the last document of the series were reviewed, one after the other."""
    learning = Workspace(tmp_path_factory.mktemp("series"))
    for path in DOCUMENTS[:-1]:
        series.review(*series.opened(learning, path))
    return learning


def measured(workspace: Workspace, path: Path) -> tuple[Score, Score]:
    """How organisations and links of a document are proposed before anybody reviewed it."""
    document, gold = series.opened(workspace, path)
    document.close()
    return series.organisations(document.session, gold), series.links(document.session, gold)


def test_ten_documents_of_one_series_have_gold() -> None:
    assert len(DOCUMENTS) == 10
    for path in DOCUMENTS:
        minutes, gold = series.read(path)
        for start, end, entity in gold.named():
            assert minutes.text[start:end] == entity.surface
        for turn in gold.speaker_turns:
            assert minutes.text[slice(*turn.span)] == turn.surface


def test_review_alone_raises_organisations_and_links_by_a_tenth(workspace: Workspace, tmp_path: Path) -> None:
    first = measured(Workspace(tmp_path), DOCUMENTS[0])
    last = measured(workspace, DOCUMENTS[-1])
    untaught = measured(Workspace(tmp_path), DOCUMENTS[-1])

    for begun, ended, alone in zip(first, last, untaught, strict=True):
        assert begun.f1 > 0.5
        assert ended.f1 >= begun.f1 + 0.10
        assert ended.f1 >= alone.f1 + 0.10


def test_most_of_the_series_is_better_proposed_with_what_came_before_than_without(tmp_path: Path) -> None:
    learning, empty = Workspace(tmp_path / "learning"), Workspace(tmp_path / "empty")
    worse = []
    for path in DOCUMENTS:
        taught, alone = measured(learning, path), measured(empty, path)
        worse += [path.stem for with_it, without in zip(taught, alone, strict=True) if with_it.f1 < without.f1]
        series.review(*series.opened(learning, path))

    assert worse == []


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nl", "eerder als organisatie bevestigd; {count}× aanvaard in {documents} documenten"),
        ("en", "accepted as an organisation before; accepted {count}× in {documents} documents"),
    ],
)
def test_the_reviewer_reads_how_often_and_where_it_was_accepted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    document, _ = series.opened(workspace, DOCUMENTS[-1])
    reviewing = Reviewing(document, lambda state: None)
    (found,) = [
        it for it in document.session.annotations("entity") if isinstance(it, Entity) and it.text == "Team Blik"
    ]
    golds = [series.read(path)[1] for path in DOCUMENTS[:-1]]
    counts = [sum(it.surface == "Team Blik" for _, _, it in gold.named()) for gold in golds]

    language.choose(lang)
    try:
        reason = reviewing.why(found)
    finally:
        language.choose("en")
        document.close()

    assert reason == said.format(count=sum(counts), documents=sum(count > 0 for count in counts))


def test_a_link_that_was_settled_is_kept_by_name_and_a_speaker_by_how_he_was_called(workspace: Workspace) -> None:
    known = register.known(workspace)
    by_surface = {(it.surface, it.type): it.link for it in known.surfaces}

    assert by_surface["marleen", "PERSON"] == "Marleen Ouwehand"
    assert by_surface["sok", "ORGANISATION"] == "Samenwerking Oevertoezicht Kroosveld"
    assert by_surface["fenna", SPEAKER] == "Fenna Rijpstra"
    assert {"Marleen Ouwehand", "T. Wolbrink"} <= {*known.people}
    assert "Samenwerking Oevertoezicht Kroosveld" in known.organisations


def test_every_rule_says_in_one_line_of_each_language_why_it_proposes() -> None:
    for name, rule in RULES.items():
        by, what = name.split(":")
        for said in (why(by, what, "nl"), why(by, what, "en")):
            assert len(said.split()) > 1
            assert len(said) < 90
            assert "\n" not in said
        assert rule.nl != rule.en
        assert 0 < rule.right / (rule.right + rule.wrong) < 1


def test_every_suggestion_can_be_explained(workspace: Workspace) -> None:
    facts = register.known(workspace)
    seen = sorted((series.FOLDER.parent / "seen").glob("*-*.[thm]*"))
    used = {
        f"{it.by}:{it.rule}"
        for path in (*seen, *DOCUMENTS)
        for it in suggest_all(read_file(path), facts if path in DOCUMENTS else None)
    }

    assert len(seen) > 5
    assert used <= RULES.keys()
    assert {f"{name}:known" for name in remembered.SUGGESTERS.values()} <= RULES.keys()


# --- one thing at a time


def known(*learned: KnownSurface, people: tuple[str, ...] = (), organisations: tuple[str, ...] = ()) -> Known:
    return Known(surfaces=learned, people=people, organisations=organisations)


def accepted(surface: str, kind: str, link: str | None = None, count: int = 3, small: int = 0) -> KnownSurface:
    return KnownSurface(surface, kind, link, count, 0, count, small)


def linked(minutes: Minutes, kind: str, facts: Known) -> list[tuple[str, str | None]]:
    """The entities of a type, or the turns, with the names they are linked to."""
    names = {person.id: person.name for person in minutes.participants}
    sha = minutes.document.text_sha256
    names |= {participant_id(sha, it.text or ""): it.text or "" for it in proposed(minutes, "participant", known=facts)}
    found = proposed(minutes, "turn", known=facts) if kind == "TURN" else proposed(minutes, "entity", kind, facts)
    return [
        (it.speaker_text or minutes.text[it.spans[0].start : it.spans[0].end], names.get(it.link or "", it.link))
        for it in found
    ]


def test_a_speaker_nobody_listed_is_named_as_the_workspace_knows_him() -> None:
    facts = known(accepted("marleen", "PERSON", "Marleen Ouwehand"), people=("Marleen Ouwehand", "F. Rijpstra"))
    minutes = noordrand("Marleen meldt dat het goed gaat. Mevrouw Rijpstra vraagt waarom.")

    assert [it.text for it in proposed(minutes, "participant", known=facts)] == ["F. Rijpstra", "Marleen Ouwehand"]
    assert linked(minutes, "TURN", facts) == [("Marleen", "Marleen Ouwehand"), ("Mevrouw Rijpstra", "F. Rijpstra")]


def test_somebody_who_is_only_mentioned_is_linked_to_the_register_and_whoever_is_listed_to_the_list() -> None:
    facts = known(people=("A. Wolbrink", "Z. Postma"))
    minutes = noordrand("Er is gebeld met de heer Wolbrink en de heer Postma.")

    assert linked(minutes, "PERSON", facts)[-2:] == [("Wolbrink", "A. Wolbrink"), ("Postma", "B. Postma")]


def test_a_misspelt_name_means_the_known_person_and_one_that_two_people_have_means_nobody() -> None:
    minutes = bare("Er is gebeld met de heer Verstralen.")

    assert linked(minutes, "PERSON", known(people=("L. Verstraelen",))) == [("Verstralen", "L. Verstraelen")]
    assert linked(minutes, "PERSON", known(people=("A. Verstralen", "B. Verstralen"))) == [("Verstralen", None)]


def test_a_surface_that_meant_two_people_stays_open_unless_one_was_meant_far_more_often() -> None:
    minutes = bare("Er is gebeld met Marleen.")
    few, many = accepted("marleen", "PERSON", "Marleen Bos", 2), accepted("marleen", "PERSON", "Marleen Vis", 6)

    assert linked(minutes, "PERSON", known(few, accepted("marleen", "PERSON", "Marleen Vis", 3))) == [("Marleen", None)]
    assert linked(minutes, "PERSON", known(few, many)) == [("Marleen", "Marleen Vis")]


def test_a_known_person_is_found_by_first_or_last_name_without_a_form_of_address_and_speaks() -> None:
    facts = known(people=("Fenna Rijpstra",))
    minutes = noordrand("Er is gebeld met Rijpstra. Fenna laat weten dat het goed gaat.")

    assert surfaces(minutes, "PERSON", facts)[-2:] == ["Rijpstra", "Fenna"]
    assert linked(minutes, "TURN", facts) == [("Fenna", "Fenna Rijpstra")]
    assert linked(minutes, "TURN", Known()) == []


def test_a_role_means_whoever_nearly_always_spoke_as_it() -> None:
    minutes = bare("De voorzitter opent de vergadering.")
    often, once = accepted("de voorzitter", SPEAKER, "A. Bos", 4), accepted("de voorzitter", SPEAKER, "B. Vis", 1)

    assert linked(minutes, "TURN", known(often, once)) == [("De voorzitter", "A. Bos")]
    assert linked(minutes, "TURN", known(once)) == [("De voorzitter", None)]


def test_the_header_knows_better_than_the_workspace_who_the_chair_is() -> None:
    facts = known(accepted("de voorzitter", SPEAKER, "A. Bos", 9))

    assert linked(noordrand("De voorzitter meldt dat."), "TURN", facts) == [("De voorzitter", "A. van der Zwaan")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er is gebeld met Onderdak Oost.", [("Onderdak Oost", "Stichting Onderdak Oost")]),
        ("Er is gebeld met de SOO.", [("SOO", "Stichting Onderdak Oost")]),
        ("Er is een onderdak oost van hier.", []),
        ("Er is soo veel.", []),
    ],
)
def test_a_short_name_or_the_initials_of_a_known_body_are_linked_to_it(
    text: str, found: list[tuple[str, str | None]]
) -> None:
    assert linked(bare(text), "ORGANISATION", known(organisations=("Stichting Onderdak Oost",))) == found


def test_initials_of_two_known_bodies_mean_neither() -> None:
    facts = known(organisations=("Stichting Onderdak Oost", "Samen Onderweg Overal"))

    assert linked(bare("Er is gebeld met de SOO."), "ORGANISATION", facts) == [("SOO", None)]


def test_a_known_body_is_found_in_a_row_speaks_and_is_no_part_of_a_name() -> None:
    facts = known(accepted("team blik", "ORGANISATION"), accepted("havenloods", "ORGANISATION"))
    minutes = bare("Er zijn Team Blik en Havenloods. Team Blik meldt dat. Ook Jan Bos van Team Blik was er.")

    assert surfaces(minutes, "ORGANISATION", facts) == ["Team Blik", "Havenloods", "Team Blik", "Team Blik"]
    assert surfaces(minutes, "PERSON", facts) == ["Jan Bos"]
    assert linked(minutes, "TURN", facts) == [("Team Blik", "Team Blik")]


def test_a_known_body_does_not_make_a_body_of_a_person_or_of_a_common_noun() -> None:
    facts = known(accepted("veldkamp", "ORGANISATION"), accepted("vangnet", "ORGANISATION"))

    assert surfaces(bare("Mevrouw Veldkamp spant een vangnet."), "ORGANISATION", facts) == []
    assert surfaces(bare("Mevrouw Veldkamp spant een vangnet."), "PERSON", facts) == ["Veldkamp"]


def test_in_small_letters_only_what_was_accepted_so_is_proposed() -> None:
    minutes = bare("Het wijkteam komt.")

    assert surfaces(minutes, "ORGANISATION", known(accepted("wijkteam", "ORGANISATION"))) == []
    assert surfaces(minutes, "ORGANISATION", known(accepted("wijkteam", "ORGANISATION", small=1))) == ["wijkteam"]


def test_what_was_rejected_twice_is_gone_whatever_it_was_linked_to_unless_it_was_accepted() -> None:
    one = KnownSurface("politie", "ORGANISATION", None, 0, 1, 1)
    other = KnownSurface("politie", "ORGANISATION", "Politie", 0, 1, 1)
    minutes = bare("De politie komt.")

    assert surfaces(minutes, "ORGANISATION", known(one, other)) == []
    assert surfaces(minutes, "ORGANISATION", known(one, other, accepted("politie", "ORGANISATION", "P", 1))) == [
        "politie"
    ]


def test_of_two_types_of_a_surface_the_one_accepted_more_often_is_proposed() -> None:
    facts = known(accepted("kloosterhof", "ORGANISATION", count=4), accepted("kloosterhof", "LOCATION", count=2))
    minutes = bare("Er is brand in Kloosterhof.")

    assert surfaces(minutes, "ORGANISATION", facts) == ["Kloosterhof"]
    assert surfaces(minutes, "LOCATION", facts) == []


def test_counts_of_a_surface_are_summed_over_its_links() -> None:
    facts = known(accepted("sok", "ORGANISATION", "A", 2), accepted("sok", "ORGANISATION", None, 3))

    assert familiar(facts).settled("SOK", "ORGANISATION") == KnownSurface("sok", "ORGANISATION", None, 5, 0, 3)
    assert familiar(facts).settled("SOK", "PERSON") is None
