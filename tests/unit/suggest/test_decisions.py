"""What the body decides, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.unit.suggest.proposing import bare, noordrand, proposed, quotes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Het verslag wordt ongewijzigd vastgesteld.", "adopted"),
        ("Het bestuur stelt de begroting vast.", "adopted"),
        ("De agenda is goedgekeurd.", "adopted"),
        ("Als hamerstuk vastgesteld.", "adopted"),
        ("Het DVO geeft akkoord op het voorstel.", "agreed"),
        ("De vergadering stemt in met het plan.", "agreed"),
        ("Iedereen is akkoord.", "agreed"),
        ("Er wordt ingestemd met het plan.", "agreed"),
        ("Het overleg kan zich vinden in het voorstel.", "agreed"),
        ("Het overleg besluit dat de pilot start.", "decided"),
        ("Besloten wordt om te wachten.", "decided"),
        ("Afgesproken is de proef met een jaar te verlengen.", "decided"),
        ("De burgemeester besluit om de demonstratie toe te staan.", "decided"),
        ("De brief wordt voor kennisgeving aangenomen.", "noted"),
        ("Het overleg neemt kennis van de cijfers.", "noted"),
        ("Het voorstel wordt, gelet op de afwezigheid van mevr. Vis, aangehouden.", "deferred"),
        ("Het verzoek wordt afgewezen.", "rejected"),
        ("Onderwerp gecanceld.", "withdrawn"),
        ("Dit punt is van de agenda gehaald.", "withdrawn"),
        ("Mevr. Vis wordt benoemd tot lid van de stuurgroep.", "appointed"),
        ("De voorzitter constateert dat het voorstel is aangenomen.", "agreed"),
        ("Conform voorstel besloten, met een proef van een jaar.", "decided"),
        ("De notulen van maart met een wijziging vastgesteld.", "adopted"),
        ("Van de agenda afgevoerd.", "withdrawn"),
        ("Op verzoek van mevr. Vis doorgeschoven.", "deferred"),
        ("Dit punt wordt aangehouden, omdat de cijfers nog niet compleet zijn.", "deferred"),
        ("Het plan van de gemeente haalt geen meerderheid.", "rejected"),
        ("De klankbordgroep gaat akkoord met het plan.", "agreed"),
        ("De regiegroep kan zich daarin vinden.", "agreed"),
        ("Het overleg is het erover eens dat de proef stopt.", "agreed"),
        ("De stuurgroep omarmt het idee van een gezamenlijke post.", "agreed"),
        ("De kring verenigt zich met de brief aan de provincie.", "agreed"),
        ("De anderen kunnen zich daarin vinden.", "agreed"),
        ("We zijn het er met elkaar over eens dat de rotonde blijft.", "agreed"),
        ("De leden vonden dat prima.", "agreed"),
        ("Verslag 4 mei: akkoord.", "agreed"),
        ("Conform, met de wens van de brandweer erin.", "agreed"),
        ("Verhuizing van de post = prima, vanaf mei.", "agreed"),
        ("Veiligheidsplan Kermis: JA, voor een jaar.", "agreed"),
        ("De vergadering neemt er nota van.", "noted"),
        ("Kennis genomen van de jaarcijfers van de meldkamer.", "noted"),
        ("Kwartaalrapportage boa's: gezien, geen vragen.", "noted"),
        ("Een avondklok op de kade vindt geen meerderheid.", "rejected"),
        ("Het denkbeeld van een tweede pont vond, hoe aardig ook, geen genade.", "rejected"),
        ("Het voorstel van de haven haalt het niet (2 voor, 5 tegen).", "rejected"),
        ("NO GO voor een derde ronde.", "rejected"),
        ("Het stuk ging zonder bespreking onder de hamer door.", "adopted"),
        ("Als hamerstukken afgedaan.", "adopted"),
        ("Conform vastgesteld, met dien verstande dat de bijlage vervalt.", "adopted"),
        ("De notulen van 3 maart blijven ongewijzigd.", "adopted"),
        ("Begroting van het bureau: gewijzigd vastgesteld.", "adopted"),
        ("Dit punt schuift naar de laatste week van juni.", "deferred"),
        ("De beslissing werd verdaagd totdat de raden gesproken zouden hebben.", "deferred"),
        ("Over de veerpont valt vandaag geen besluit.", "deferred"),
        ("Nog geen besluit, eerst een raming.", "deferred"),
        ("Agendapunt 6 is op verzoek van de indiener geschrapt.", "withdrawn"),
        ("Ging niet door, de gast was ziek.", "withdrawn"),
        ("Het voorstel wordt teruggenomen.", "withdrawn"),
        ("Mevr. Vis wordt per 1 juni vicevoorzitter.", "appointed"),
        ("Dhr. Bos wordt bestuurlijk trekker van de havenproef.", "appointed"),
        ("Tot plaatsvervanger werd mevr. Vis aangewezen.", "appointed"),
        ("Het overleg wijst dhr. Bos aan als woordvoerder.", "appointed"),
        ("Mevr. Vis neemt zijn plaats in.", "appointed"),
        ("Met zes stemmen voor en één tegen kiest de stuurgroep voor de oostelijke route.", "decided"),
        ("Na enige discussie kwam de commissie overeen dat de brug dicht blijft.", "decided"),
        ("Bos stelde voor te wachten tot mei; aldus werd besloten.", "decided"),
        ("De huur van de loods wordt met twee jaar verlengd.", "decided"),
        ("De kosten worden naar rato van het aantal inwoners verdeeld.", "decided"),
        ("In handen gesteld van het dagelijks bestuur.", "decided"),
        ("Zonder discussie gaat het overleg akkoord met de proef.", "decided"),
    ],
)
def test_a_decision_has_its_kind(text: str, kind: str) -> None:
    (decision,) = proposed(bare(text), "decision")

    assert decision.type == kind


@pytest.mark.parametrize(
    "text",
    [
        "Mevr. Vis geeft akkoord op het voorstel.",
        "Dhr. Bos is akkoord.",
        "Dan kunnen we besluiten om te wachten.",
        "Kan het overleg instemmen met het plan?",
        "De raad zal het plan in mei vaststellen.",
        "Er is vastgesteld dat de kosten stijgen.",
        "Het voorstel ligt voor ter besluitvorming.",
        "Ik vraag u om in te stemmen.",
        "Dhr. Bos benoemt de memo.",
        "Besloten vergadering",
        "Er zijn drie verdachten aangehouden.",
        "In mei zijn er 41 mensen aangehouden.",
        "Mevr. Vis stelt als portefeuillehouder vast dat het plan is uitgesteld.",
        "Het overleg kan zich daarin niet vinden.",
        "De begroting werd vorig jaar door de raden vastgesteld na lang beraad.",
        "Bij de brug werd een man aangehouden.",
        "Er is één persoon aangehouden op de dijk.",
        "In het gebied zijn nu drie plekken aangewezen.",
        "Mevr. Vis was jaren trekker van de werkgroep.",
        "De subsidie is met een jaar verlengd door de provincie.",
        "A = actie, B = besluit, I = informatie; vervallen punten staan onderaan.",
        "Besloten - niet voor verspreiding buiten de kring",
        "Het ministerie komt er niet uit.",
    ],
)
def test_assent_of_one_questions_and_wishes_are_no_decisions(text: str) -> None:
    assert proposed(bare(text), "decision") == []


def test_what_others_decided_is_only_reported() -> None:
    (decision,) = proposed(
        bare("Het college van Almelo heeft vorige week besloten te stoppen met de proef."), "decision"
    )

    assert decision.type == "reported"


@pytest.mark.parametrize("label", ["Besluit:", "Het DVO besluit:", "Besluit", "De begeleidingsgroep besluit unaniem:"])
def test_each_entry_of_a_list_behind_the_label_is_a_decision(label: str) -> None:
    minutes = noordrand(
        f"""
        Er is over gesproken.

        {label}
        - het plan vast te stellen;
        - mevrouw Postma aan te wijzen als trekker;
        - € 100 beschikbaar te stellen.

        Daarna is het tijd.
        """
    )

    found = proposed(minutes, "decision")

    assert [(it.type, quotes(minutes, it)) for it in found] == [
        ("adopted", ["het plan vast te stellen;"]),
        ("appointed", ["mevrouw Postma aan te wijzen als trekker;"]),
        ("decided", ["€ 100 beschikbaar te stellen."]),
    ]


def test_a_decision_behind_its_label_leaves_the_label_out_and_ends_with_its_sentence() -> None:
    minutes = bare("BESLUIT: het voorstel wordt aangehouden. Bos levert morgen een notitie aan.")

    assert [quotes(minutes, it) for it in proposed(minutes, "decision")] == [["het voorstel wordt aangehouden."]]


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("Het overleg stemt unaniem in met het plan.", "unaniem"),
        ("Het voorstel wordt met 3 stemmen voor en 1 tegen aangenomen.", "3 stemmen voor en 1 tegen"),
        ("Het overleg stemt in met het plan.", None),
    ],
)
def test_how_it_was_voted_is_kept(text: str, vote: str | None) -> None:
    assert [it.vote for it in proposed(bare(text), "decision")] == [vote]


def test_a_decision_in_one_word_takes_in_what_it_is_about() -> None:
    minutes = bare("Hamerstuk. De wijziging wordt vastgesteld. Daarna is er koffie.")

    assert quotes(minutes, proposed(minutes, "decision")[0]) == ["Hamerstuk. De wijziging wordt vastgesteld."]


def test_remarks_are_notes() -> None:
    minutes = noordrand(
        """
        Dit is gezegd. (naschrift: het klopt (nog niet).)

        Noot van de notulist: dit is later gevraagd.

        [red. hier ontbreekt iets]
        """
    )

    assert [(it.type, quotes(minutes, it)) for it in proposed(minutes, "note")] == [
        ("naschrift", ["(naschrift: het klopt (nog niet).)"]),
        ("naschrift", ["Noot van de notulist: dit is later gevraagd."]),
        ("editorial", ["[red. hier ontbreekt iets]"]),
    ]
