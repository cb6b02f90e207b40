"""What is to be done, by whom and when."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.model import Minutes
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.suggest.base import Suggestion
from tests.unit.suggest.proposing import bare, name_of, noordrand, proposed, quotes

TABLE = """\
| Datum | 8 maart 2021 |
|---|---|
| Voorzitter | A. van der Zwaan |
| Aanwezig | A. van der Zwaan, M. Bos, C. Geldhof, B. Postma |

| Nr | Onderwerp | Toelichting | Actie |
|---|---|---|---|
| 1 | Opening | De voorzitter opent. | |
| 2 | Training | Volgende maand start een training. Binnenkort wordt de behoefte geïnventariseerd. {text} | {action} |
"""


def table(action: str, text: str = "") -> Minutes:
    return read_bytes(TABLE.format(action=action, text=text).encode(), "verslag.md")


def owners(minutes: Minutes, action: Suggestion) -> list[str | None]:
    return [name_of(minutes, owner) for owner in action.owners]


@pytest.mark.parametrize(
    ("text", "kind", "owner_text", "due"),
    [
        ("De werkgroep zal zich over de vraag buigen.", "action", "De werkgroep", None),
        ("De ambtelijke werkgroep gaat hiermee aan de slag.", "action", "De ambtelijke werkgroep", None),
        ("Dhrn. Vis en Bos gaan de kosten verkennen.", "action", "Dhrn. Vis en Bos", None),
        ("In Q2 van 2021 zal mevr. Vis een toelichting geven.", "action", "mevr. Vis", "2021-Q2"),
        ("Mevr. Vis zegt toe voor 1 mei een lijst te sturen.", "commitment", "Mevr. Vis", "2021-05-01"),
        ("Aan de burgemeesters wordt gevraagd dit te bespreken.", "request", "de burgemeesters", None),
        ("Zij vraagt de secretaris dit met de meldkamer te bespreken.", "request", "de secretaris", None),
        ("Graag de stukken uiterlijk 1 april aanleveren.", "request", None, "2021-04-01"),
        ("Afgesproken wordt dat de gemeenten dit doorgeven.", "arrangement", "de gemeenten", None),
        ("Teamchef Vis levert uiterlijk donderdag een plan.", "action", "Teamchef Vis", "2021-03-11"),
        ("De Veiligheidsregio komt na de zomer met een beeld.", "action", "De Veiligheidsregio", None),
        ("Het verslag is in april gereed.", "commitment", None, "2021-04"),
        ("Het voorstel wordt door het RIEC vóór 1 juni nagestuurd.", "commitment", "het RIEC", "2021-06-01"),
        ("Het onderwerp komt op de agenda van 9 november.", "agenda", None, "2021-11-09"),
        ("Mevr. Vis gaat in gesprek met de huurders.", "action", "Mevr. Vis", None),
        ("Mevr. Vis kaart het tekort aan bij de minister.", "action", "Mevr. Vis", None),
        ("Mevr. Vis vraagt tarieven op bij drie bureaus.", "action", "Mevr. Vis", None),
        ("Dhr. Bos houdt de gemeenten op de hoogte.", "action", "Dhr. Bos", None),
        ("Ik laat voor 1 mei weten wat het kost.", "action", "Ik", "2021-05-01"),
        ("Ik kan toezeggen dat de brief er komt.", "commitment", "Ik", None),
        ("Mijn verzoek aan de gemeenten: lever cijfers aan.", "request", "de gemeenten", None),
        ("Mevr. Vis verklaarde zich bereid de cijfers te verzamelen.", "commitment", "Mevr. Vis", None),
        ("Mevr. Vis nam op zich de buren vóór 1 mei te schrijven.", "commitment", "Mevr. Vis", "2021-05-01"),
        ("Mevr. Vis zegt dat zij de bijlage zal vervangen.", "commitment", "Mevr. Vis", None),
        ("De secretaris wordt opgedragen de lijst te vernieuwen.", "assignment", "De secretaris", None),
        (
            "Aan de secretaris werd opgedragen de lijst vóór 1 mei te vernieuwen.",
            "assignment",
            "de secretaris",
            "2021-05-01",
        ),
        ("Wordt door mevr. Vis aangevuld.", "commitment", "mevr. Vis", None),
        ("Extra inzet wordt door de secretaris aangevraagd.", "commitment", "de secretaris", None),
        ("Dat zoekt mevr. Vis uit.", "action", "mevr. Vis", None),
        ("Mevr. Vis noemt de drukte zorgelijk en kaart het aan bij de provincie.", "action", "Mevr. Vis", None),
        ("Mevr. Vis prikt een nieuwe datum.", "action", "Mevr. Vis", None),
        ("Mevr. Vis vraagt bij de haven na wat het kost.", "action", "Mevr. Vis", None),
        ("Mevr. Vis brengt dit in bij de wethouders.", "action", "Mevr. Vis", None),
        ("Het is duur; mevr. Vis zou elders een offerte opvragen.", "action", "mevr. Vis", None),
        ("Afgesproken is niets, waarbij mevr. Vis wordt verzocht de kosten te ramen.", "request", "mevr. Vis", None),
        ("Reacties ontvang ik graag uiterlijk 1 april.", "request", None, "2021-04-01"),
        ("Allen: foto's van de kades aanleveren, uiterlijk 1 april.", "request", "Allen", "2021-04-01"),
        ("Ambtelijk zal men de afspraken verder uitwerken.", "action", "men", None),
        ("Ambtelijk zal het voorstel worden uitgewerkt.", "action", None, None),
        ("Ambtelijk zal de werkgroep het voorstel uitwerken.", "action", "de werkgroep", None),
    ],
)
def test_a_sentence_that_gives_somebody_something_to_do(
    text: str, kind: str, owner_text: str | None, due: str | None
) -> None:
    (action,) = proposed(bare(text), "action")

    assert (action.type, action.owner_text, action.due) == (kind, owner_text, due)


@pytest.mark.parametrize(
    "text",
    [
        "Hij meldt dat de wet gehandhaafd zal worden.",
        "De vraag is of de politie dit gaat doen.",
        "Haar voorkeur gaat uit naar een ander plan.",
        "De commissaris gaat niet over de openbare orde.",
        "Gaat het over de samenwerking?",
        "Mevr. Vis vraagt aandacht voor de kosten.",
        "Mevr. Vis vraagt wanneer het plan klaar is.",
        "Mevr. Vis vraagt om terughoudend te zijn.",
        "Mevr. Vis vult aan dat de gemeente twee mensen stuurt.",
        "Zij gaat per 1 juni met pensioen.",
        "Volgende vergadering: 9 november 2021.",
        "Mevr. Vis deelt de eerste resultaten van de proef.",
        "Hij ziet dat dezelfde namen terugkomen.",
        "Voor het vervolg is het volgende afgesproken:",
        "Mevr. Vis laat weten dat het rustig is.",
        "Mevr. Vis gaat met verlof; de kade is klaar.",
        "Mevr. Vis legt uit dat het geld voor een pont bedoeld was.",
        "Mevr. Vis schrijft dat het havenplan goed is.",
        "Mevr. Vis deelt dat, mits het veilig kan.",
        "De voorzitter begint met een woord van dank.",
        "Mevr. Vis vult aan dat een gebrek aan boten de oorzaak is.",
        "Mevr. Vis vraagt om de cijfers te mogen gebruiken.",
        "De bijdrage is nog niet toegezegd.",
        "Het punt van de pont, dat vorig jaar was geagendeerd, vervalt.",
        "verzoek van de havenmeester",
    ],
)
def test_reports_questions_and_news_are_no_actions(text: str) -> None:
    assert proposed(bare(text), "action") == []


def test_what_comes_back_in_the_next_meeting_hangs_on_that_meeting() -> None:
    (action,) = proposed(bare("In het volgende DVO komt dit terug."), "action")

    assert (action.type, action.due, action.due_anchor, action.due_text) == (
        "agenda",
        None,
        "next_meeting",
        "volgende DVO",
    )


def test_a_pronoun_is_the_one_who_speaks() -> None:
    minutes = noordrand("Mevr. Postma meldt dat het kan. Zij zal een lijst opstellen.")

    (action,) = proposed(minutes, "action")

    assert owners(minutes, action) == ["B. Postma"]


def test_a_pronoun_is_rather_the_one_whom_the_sentence_before_names() -> None:
    minutes = noordrand("Dhr. Dijk vraagt hoe het zit. Dat is nieuw voor mevrouw Postma. Zij zoekt het uit.")

    (action,) = proposed(minutes, "action")

    assert owners(minutes, action) == ["B. Postma"]


def test_an_action_in_its_column_and_the_sentence_behind_it_are_one() -> None:
    minutes = table("Actie Platform IVZ: inventarisatie behoefte training.")

    (action,) = proposed(minutes, "action")

    assert quotes(minutes, action)[0] == "Actie Platform IVZ: inventarisatie behoefte training."
    assert len(action.spans) == 2
    assert action.owners == ("Platform IVZ",)


@pytest.mark.parametrize(
    ("cell", "people", "due"),
    [
        ("MB: beschikking opstellen", ["M. Bos"], None),
        ("actie MB/CG: gesprek voeren met de buurt", ["M. Bos", "C. Geldhof"], None),
        ("Lijst rondsturen vóór 1 april (Postma)", ["B. Postma"], "2021-04-01"),
        ("Dhr. Bos en mevr. Postma maken een plan.", ["M. Bos", "B. Postma"], None),
    ],
)
def test_a_column_action_says_whose_it_is(cell: str, people: list[str], due: str | None) -> None:
    minutes = table(cell)

    action = next(it for it in proposed(minutes, "action") if it.rule == "column")

    assert (owners(minutes, action), action.due) == (people, due)


def test_a_cell_that_only_names_someone_gives_them_the_sentence_before() -> None:
    minutes = table("Geldhof, vóór 1 april", "De lijst wordt rondgestuurd. Mevr. Geldhof levert de lijst aan.")

    action = next(it for it in proposed(minutes, "action") if it.rule == "column")

    assert quotes(minutes, action) == ["Mevr. Geldhof levert de lijst aan.", "Geldhof, vóór 1 april"]
    assert (owners(minutes, action), action.due) == (["C. Geldhof"], "2021-04-01")


def test_a_list_of_actions_has_owner_due_and_state_in_columns() -> None:
    minutes = read_bytes(
        b"""# Afspraken 8 maart 2021

| Nr | Actie | Wie | Wanneer | Status |
|---|---|---|---|---|
| 1 | Lijst rondsturen | Bos | 1 februari 2021 | gereed |
| 2 | Bezoek regelen | Bos en Vis | volgende vergadering | loopt |
| 3 | Camera's kopen | Vis | n.t.b. | vervallen |
""",
        "afspraken.md",
    )

    found = proposed(minutes, "action")

    assert [(it.owners, it.due, it.due_anchor, it.state) for it in found] == [
        (("Bos",), "2021-02-01", None, "done"),
        (("Bos", "Vis"), None, "next_meeting", "open"),
        (("Vis",), None, None, "dropped"),
    ]


@pytest.mark.parametrize(
    ("text", "quote", "owner"),
    [
        ("Het is laat. Actie: Postma stuurt een lijst.", ["Actie: Postma stuurt een lijst."], "B. Postma"),
        ("Er komt een lijst. ACTIE: Postma.", ["Er komt een lijst.", "ACTIE: Postma."], "B. Postma"),
        ("Er komt een lijst. @Postma", ["Er komt een lijst.", "@Postma"], "B. Postma"),
        ("Het is laat. @Postma: lijst maken", ["@Postma: lijst maken"], "B. Postma"),
        ("Het is laat. <Actiepunt Postma> lijst maken", ["Actiepunt Postma> lijst maken"], "B. Postma"),
        ("Er komt een lijst, actie BP.", ["Er komt een lijst,", "actie BP."], "B. Postma"),
        ("Er komt een lijst (actie BP, eind mei).", ["Er komt een lijst", "actie BP, eind mei)."], "B. Postma"),
        ("Er komt een lijst (actiehouder: Postma)", ["Er komt een lijst", "actiehouder: Postma)"], "B. Postma"),
        ("Er is weinig. Cijfers per wijk nazenden (Postma)", ["Cijfers per wijk nazenden (Postma)"], "B. Postma"),
    ],
)
def test_labels_and_mentions_make_actions(text: str, quote: list[str], owner: str) -> None:
    minutes = noordrand(text)

    (action,) = proposed(minutes, "action")

    assert (quotes(minutes, action), owners(minutes, action)) == (quote, [owner])


def test_names_in_brackets_behind_what_was_told_give_nobody_anything_to_do() -> None:
    assert proposed(noordrand("De cijfers zijn gisteren verzonden (Postma)"), "action") == []


def test_a_decision_that_gives_nobody_anything_to_do_is_no_action() -> None:
    minutes = bare("Besloten wordt de evaluatie in Q4 te agenderen.")

    assert proposed(minutes, "action") == []
    assert len(proposed(minutes, "decision")) == 1
