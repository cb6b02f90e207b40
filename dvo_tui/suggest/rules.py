"""Every rule by name: what it rests on, in a sentence a reviewer understands, and how often it is right.

Confidence is precision as settled so far: `(accepted + a) / (reviewed + a + b)` over the workspace, the prior `a, b`
being right and wrong hits on minutes read by hand, smoothed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from dvo_tui.minutes.model import Span
from dvo_tui.suggest.base import Known, Suggestion


class Rule(NamedTuple):
    """Right and wrong hits to start from, and why the rule proposes something, in Dutch and in English."""

    right: float
    wrong: float
    nl: str
    en: str


RULES: dict[str, Rule] = {
    "persons:attendance": Rule(99, 1, "staat in de lijst van aanwezigen", "stands in the attendance list"),
    "persons:honorific": Rule(49, 1, "aanspreekvorm vóór de naam", "a form of address before the name"),
    "persons:title": Rule(24, 1, "functie of titel vóór de naam", "an office or title before the name"),
    "persons:plural-honorific": Rule(
        19, 1, "naam in een rij achter één aanspreekvorm", "one of several names behind one form of address"
    ),
    "persons:initials": Rule(19, 1, "voorletters vóór de naam", "initials before the name"),
    "persons:full-name": Rule(17, 3, "voornaam met achternaam", "a first name with a surname"),
    "persons:listed": Rule(19, 1, "naam van een deelnemer", "the name of a participant"),
    "persons:label": Rule(19, 1, "naam vóór een dubbele punt, als spreker", "a name before a colon, as a speaker"),
    "persons:subject": Rule(8, 2, "onderwerp van een werkwoord van zeggen", "subject of a verb of saying"),
    "persons:first-name": Rule(7, 3, "een gangbare voornaam", "a first name in common use"),
    "persons:propagated": Rule(
        18, 2, "elders in de tekst als persoon genoemd", "named as a person elsewhere in the text"
    ),
    "persons:known": Rule(9, 1, "eerder als persoon bevestigd", "accepted as a person before"),
    "turns:honorific-verb": Rule(
        28, 2, "aanspreekvorm, naam en een werkwoord van zeggen", "form of address, name and a verb of saying"
    ),
    "turns:honorific-opening": Rule(
        8, 2, "een alinea begint met deze persoon als onderwerp", "a paragraph begins with this person as its subject"
    ),
    "turns:name-verb": Rule(9, 1, "naam en een werkwoord van zeggen", "a name and a verb of saying"),
    "turns:inversion": Rule(
        18, 2, "werkwoord van zeggen met deze spreker erachter", "a verb of saying with this speaker behind it"
    ),
    "turns:passive": Rule(
        9, 1, "lijdende zin: door of vanuit deze spreker", "a passive: by or on behalf of this speaker"
    ),
    "turns:aldus": Rule(9, 1, "‘aldus’ met deze spreker erachter", "‘aldus’ (thus) with this speaker behind it"),
    "turns:according": Rule(
        7, 3, "‘volgens’ met deze spreker erachter", "‘volgens’ (according to) with this speaker behind it"
    ),
    "turns:role-verb": Rule(
        9, 1, "functie zonder naam en een werkwoord van zeggen", "an office without a name and a verb of saying"
    ),
    "turns:organisation-verb": Rule(
        7, 3, "organisatie en een werkwoord van zeggen", "an organisation and a verb of saying"
    ),
    "turns:label": Rule(
        19, 1, "naam en dubbele punt aan het begin van een alinea", "a name and a colon at the start of a paragraph"
    ),
    "turns:unlisted-speaker": Rule(
        8, 2, "spreekt, maar staat niet in de lijst van aanwezigen", "speaks, but is not in the attendance list"
    ),
    "organisations:listed": Rule(24, 1, "staat in de lijst van organisaties", "stands in the list of organisations"),
    "organisations:headed": Rule(
        17, 3, "woord voor een organisatie met een naam erachter", "a word for a body with a name behind it"
    ),
    "organisations:run": Rule(
        8, 2, "naam met hoofdletters rond een woord voor een organisatie", "a capitalised name around a word for a body"
    ),
    "organisations:compound": Rule(8, 2, "eindigt op een woord voor een organisatie", "ends in a word for a body"),
    "organisations:explained": Rule(
        9, 1, "afkorting die de tekst zelf verklaart", "an abbreviation the text itself explains"
    ),
    "organisations:abbreviation": Rule(
        6, 4, "afkorting in hoofdletters op de plaats van een organisatie", "capitals where a body stands"
    ),
    "organisations:own": Rule(18, 2, "de naam van dit overleg zelf", "the name of this very council"),
    "organisations:initials": Rule(
        8, 2, "beginletters van een organisatie die de tekst voluit noemt", "initials of a body the text names in full"
    ),
    "organisations:company": Rule(
        7, 3, "naam met een woord als ‘Wonen’ of ‘Groep’", "a name with a word that firms and landlords bear"
    ),
    "organisations:known": Rule(9, 1, "eerder als organisatie bevestigd", "accepted as an organisation before"),
    "organisations:short": Rule(
        8, 2, "korte naam of afkorting van een bekende organisatie", "a short name or the initials of a known body"
    ),
    "places:listed": Rule(24, 1, "staat in de lijst van plaatsen", "stands in the list of places"),
    "places:hinted": Rule(
        18, 2, "‘gemeente’, ‘wijk’ of iets dergelijks staat ervoor", "a word such as municipality stands before it"
    ),
    "places:learned": Rule(17, 3, "elders in de tekst een plaats", "a place elsewhere in the text"),
    "places:standing": Rule(
        6, 4, "hoofdletter achter ‘in’, ‘te’, ‘uit’ of ‘naar’", "a capital behind in, at, from or to"
    ),
    "places:street": Rule(7, 3, "eindigt als een straat of plein", "ends like a street or square"),
    "places:known": Rule(9, 1, "eerder als plaats bevestigd", "accepted as a place before"),
    "dates:full": Rule(49, 1, "een volledige datum", "a full date"),
    "dates:numeric": Rule(24, 1, "een datum in cijfers", "a date in figures"),
    "dates:day-month": Rule(
        24, 1, "dag en maand; het jaar volgt uit de vergadering", "day and month; the year follows from the meeting"
    ),
    "dates:month": Rule(
        18, 2, "maand; het jaar volgt uit de vergadering", "a month; the year follows from the meeting"
    ),
    "dates:quarter": Rule(18, 2, "een kwartaal of halfjaar", "a quarter or half of a year"),
    "dates:week": Rule(9, 1, "een week bij haar nummer", "a week by its number"),
    "dates:relative": Rule(17, 3, "een tijd, gerekend vanaf de vergadering", "a time, counted from the meeting"),
    "dates:weekday": Rule(8, 2, "weekdag, gerekend vanaf de vergadering", "a weekday, counted from the meeting"),
    "dates:today": Rule(7, 3, "een dag vlak bij de vergadering", "a day next to the meeting"),
    "dates:year": Rule(8, 2, "een jaar in vier cijfers", "a year in four figures"),
    "dates:known": Rule(8, 2, "eerder als datum bevestigd", "accepted as a date before"),
    "laws:listed": Rule(18, 2, "staat in de lijst van wetten", "stands in the list of laws"),
    "laws:named": Rule(8, 2, "‘Wet’ met waar die over gaat", "an act with what it is about"),
    "laws:coined": Rule(8, 2, "eindigt op ‘wet’", "ends in ‘wet’ (act)"),
    "laws:compound": Rule(7, 3, "eindigt op een woord voor beleid of regels", "ends in a word for policy or rules"),
    "laws:plan": Rule(6, 4, "regionaal of lokaal beleidsplan", "a regional or local policy plan"),
    "laws:paper": Rule(7, 3, "een beleidsstuk met een onderwerp of jaren", "a policy paper with its topic or years"),
    "laws:introduced": Rule(
        9, 1, "afkorting die de tekst achter een wet noemt", "an abbreviation the text gives behind an act"
    ),
    "laws:known": Rule(9, 1, "eerder als wet of beleid bevestigd", "accepted as law or policy before"),
    "programmes:listed": Rule(8, 2, "staat in de lijst van programma's", "stands in the list of programmes"),
    "programmes:headed": Rule(
        7, 3, "‘project’, ‘pilot’ of iets dergelijks met een naam", "a word such as project or pilot with a name"
    ),
    "programmes:quoted": Rule(
        8,
        2,
        "naam tussen aanhalingstekens achter ‘campagne’ of iets dergelijks",
        "a quoted name behind a word such as campaign",
    ),
    "programmes:compound": Rule(
        6, 4, "eindigt op een woord voor een project of onderzoek", "ends in a word for a project or survey"
    ),
    "programmes:again": Rule(
        7, 3, "elders in de tekst als programma of project genoemd", "named as a programme or project elsewhere"
    ),
    "programmes:row": Rule(7, 3, "staat in één rij met een programma of project", "stands in a row with a programme"),
    "programmes:short": Rule(
        8, 2, "korte naam van een programma dat de tekst voluit noemt", "short name of a programme named in full"
    ),
    "programmes:theme": Rule(
        7, 3, "een stuurgroep of werkgroep is ernaar genoemd", "a steering or working group is named after it"
    ),
    "programmes:called": Rule(
        7, 3, "achter ‘onder de naam’, ‘onder de vlag’ of ‘genaamd’", "behind ‘under the name’ or ‘called’"
    ),
    "programmes:title": Rule(
        6,
        4,
        "gewone woorden met hoofdletters, zoals een project heet",
        "everyday words in capitals, as projects are called",
    ),
    "programmes:known": Rule(8, 2, "eerder als programma bevestigd", "accepted as a programme before"),
    "money:sign": Rule(49, 1, "bedrag met een euroteken", "an amount with a euro sign"),
    "money:unit": Rule(24, 1, "bedrag met ‘euro’ of ‘cent’", "an amount in euros or cents"),
    "money:words": Rule(8, 2, "een bedrag in woorden", "an amount in words"),
    "money:scale": Rule(
        8,
        2,
        "een aantal tonnen, duizenden of miljoenen, van geld gezegd",
        "tonnes, thousands or millions, said of money",
    ),
    "money:known": Rule(9, 1, "eerder als bedrag bevestigd", "accepted as an amount before"),
    "events:listed": Rule(8, 2, "staat in de lijst van gebeurtenissen", "stands in the list of events"),
    "events:compound": Rule(6, 4, "eindigt op een woord voor een gebeurtenis", "ends in a word for an event"),
    "events:named": Rule(7, 3, "‘festival’ of ‘concert’ met een naam", "a festival or concert with a name"),
    "events:capital": Rule(
        6, 4, "naam met hoofdletter die eindigt als een feest of toernooi", "a capitalised name that ends like a feast"
    ),
    "events:known": Rule(8, 2, "eerder als gebeurtenis bevestigd", "accepted as an event before"),
    "decisions:label": Rule(19, 1, "staat achter ‘Besluit:’", "stands behind a label ‘Besluit:’"),
    "decisions:marked": Rule(7, 3, "staat achter een teken voor uitkomsten", "stands behind a sign for outcomes"),
    "decisions:column": Rule(19, 1, "staat in de kolom besluiten", "stands in the column of decisions"),
    "decisions:adopted": Rule(18, 2, "wordt vastgesteld of goedgekeurd", "is adopted or approved"),
    "decisions:body-agrees": Rule(18, 2, "de vergadering zelf gaat akkoord of stemt in", "the body itself agrees"),
    "decisions:assent": Rule(6, 4, "akkoord of instemming zonder dat staat van wie", "assent, without saying whose"),
    "decisions:body-decides": Rule(17, 3, "de vergadering zelf besluit", "the body itself decides"),
    "decisions:decided": Rule(8, 2, "er wordt of is besloten", "it is decided"),
    "decisions:noted": Rule(8, 2, "er wordt kennis van genomen", "it is taken note of"),
    "decisions:deferred": Rule(8, 2, "aangehouden of doorgeschoven", "held over or put off"),
    "decisions:withdrawn": Rule(
        9, 1, "vervallen, ingetrokken of van de agenda gehaald", "dropped, withdrawn or taken off the agenda"
    ),
    "decisions:rejected": Rule(7, 3, "afgewezen of verworpen", "refused or voted down"),
    "decisions:appointed": Rule(7, 3, "benoemd of aangewezen", "appointed or named"),
    "decisions:reported": Rule(5, 5, "besluit van een ander, hier gemeld", "another body's decision, reported here"),
    "actions:column": Rule(49, 1, "staat in de actiekolom", "stands in the column of actions"),
    "actions:table": Rule(24, 1, "regel uit een actielijst", "a row of a list of actions"),
    "actions:label": Rule(19, 1, "staat achter ‘Actie’", "stands behind a label ‘Actie’"),
    "actions:mention": Rule(
        8, 2, "toegewezen met @naam of ‘actie’ aan het eind", "given to someone by @name or ‘actie’ at the end"
    ),
    "actions:commitment": Rule(8, 2, "iemand zegt iets toe", "someone commits to something"),
    "actions:future": Rule(7, 3, "iemand zal of gaat iets doen", "someone will do something"),
    "actions:request": Rule(7, 3, "er wordt gevraagd iets te doen", "someone is asked to do something"),
    "actions:agenda": Rule(7, 3, "komt later weer aan de orde", "comes up again later"),
    "actions:arrangement": Rule(7, 3, "er wordt iets afgesproken", "something is arranged"),
    "actions:assignment": Rule(7, 3, "iemand krijgt een opdracht", "someone is given a task"),
    "actions:announced": Rule(6, 4, "aangekondigd met een tijd erbij", "announced with a time"),
    "actions:present": Rule(
        6, 4, "iemand pakt iets op, in de tegenwoordige tijd", "someone takes something on, in the present tense"
    ),
    "notes:brackets": Rule(9, 1, "naschrift of noot tussen haakjes", "a postscript or note in brackets"),
    "notes:paragraph": Rule(
        9, 1, "alinea die met ‘naschrift’ of ‘noot’ begint", "a paragraph that begins as a postscript or note"
    ),
}
"""Rules by `suggester:rule`."""

_UNKNOWN = Rule(5, 5, "voorgesteld door een aanvullende regel", "proposed by an additional rule")


def why(by: str, rule: str, lang: str) -> str:
    """One sentence on what a suggestion rests on; Dutch for `nl`, else English."""
    found = RULES.get(f"{by}:{rule}", _UNKNOWN)
    return found.nl if lang == "nl" else found.en


def confidence(by: str, rule: str, known: Known) -> float:
    """The rule's precision as settled so far, from its prior on."""
    count = known.rules.get(f"{by}:{rule}") if known.rules else None
    if count is None:
        return _PRIORS.get((by, rule), 0.5)
    right, wrong = RULES.get(f"{by}:{rule}", _UNKNOWN)[:2]
    return (count.accepted + right) / (count.accepted + count.rejected + right + wrong)


_PRIORS = {tuple(name.split(":")): rule.right / (rule.right + rule.wrong) for name, rule in RULES.items()}


def entity(by: str, rule: str, kind: str, span: Span, known: Known, **fields: Any) -> Suggestion:
    """A suggested entity with its rule's confidence."""
    sure = confidence(by, rule, known) if known.rules else _PRIORS.get((by, rule), 0.5)
    return Suggestion(layer="entity", type=kind, spans=(span,), by=by, rule=rule, confidence=sure, **fields)
