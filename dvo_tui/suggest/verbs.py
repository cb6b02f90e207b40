"""What a verb behind a person tells: of speaking, of something else with its particle, or of doing.

The wider reading of `vocabulary.REPORTING`, for subjects that are surely people: nearly every finite verb behind a
person who opens a sentence of minutes tells what that person said, thought or brought in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.vocabulary import DOES, NOT_SAID, NOT_SAYING, ONLY_WITH, REPORTING, SPEECH, listed

_PAST = frozenset(
    listed(
        """
        is was heeft had kan kon wil zou mag gaf nam zag hield ging kwam liet deed stond kreeg vroeg trok bleef wist
        dacht sprak schreef vond las riep wees bood sloot begreep betrok hing hief koos lachte vreesde zei zegt ziet
        """
    )
)
_NO_VERBS = frozenset(
    listed(
        """
        niet met uit dat het wat tot want juist echt recht direct bericht eerst laatst vast kort rest punt stuk best
        meest minst dicht slecht zacht samen feit tekst deel inzet dienst kracht macht nacht aandacht opdracht tijdens
        onlangs tenslotte beide eerste laatste zelfde derde vierde vijfde tweede achterste grote goede midden verleden
        einde aarde orde vrede waarde mede beste grootste
        """
    )
)
_NEVER = NOT_SAID | frozenset(
    listed("zal zullen moet moest moeten gaan dient wordt werd gaat komt krijgt blijkt volgt")
)

_BRINGS_ABOUT = frozenset(listed("zorgt regelt maakt bewerkstelligt bereikt heeft is was"))

WITH = {
    verb: regex(rf"[^.;]{{0,140}}?\b(?:{needed})\b")
    for verbs, needed in {
        "zet zette": "uiteen|vraagtekens?|kanttekening(?:en)?|op een rij",
        "houdt hield": r"presentatie|inleiding|betoog|pleidooi|slag om de arm|vast aan|voor(?= dat|[.,]|$)|het erop"
        r"|vol dat|staande",
        "maakt maakte": r"zich (?:\w+ ){0,3}?zorgen|bezwaar|melding|duidelijk|opmerking(?:en)?|bekend"
        r"|kanttekening(?:en)?|compliment|voorbehoud|gewag|kenbaar|attent",
        "neemt nam": "afscheid|afstand|stelling|het woord|langs|door",
        "gaat ging": r"akkoord|in op|ervan uit|er van uit|uit van|mee in|in mee|nader in",
        "verzorgt verzorgde": "presentatie|toelichting|inleiding|introductie",
        "komt kwam": r"terug op|op terug|met de (?:vraag|suggestie|oproep)",
        "loopt liep": r"langs|door|vooruit op|na(?=[.,;]|$)",
        "plaatst plaatste": "kanttekening(?:en)?|vraagtekens?|opmerking(?:en)?",
        "dient diende": r"(?:amendement|motie|voorstel|verzoek|zienswijze) (?:\w+ )?in",
        "doet deed": "verslag|oproep|suggestie|voorstel|mededeling|beroep|relaas|handreiking",
        "stemt stemde": "in",
        "moet moest": "antwoord schuldig|toegeven|erkennen|bekennen|constateren",
        "trapt trapte": "af",
        "rekent rekende": "voor",
        "leest las": "voor",
        "voelt voelde": r"(?:er|daar|hier)\w*|voor|zich",
        "raadt ried": "aan|af",
        "juicht juichte": "toe",
        "spoort dringt drong": "aan",
        "werpt wierp": "tegen|op",
        "zegde": "toe",
        "kaart kaartte": "aan",
        "steekt stak": "loftrompet|waarschuwend",
        "sluit sloot": r"zich|af|aan|de vergadering|het overleg",
    }.items()
    for verb in listed(verbs)
}
"""Light verbs, and what makes them verbs of speaking somewhere in their clause."""

_MOODS = regex(
    r" (?:\w+ ){0,4}?(?:trots|blij|tevreden|bezorgd|verbaasd|benieuwd|kritisch|positief|negatief|voorstander"
    r"|tegenstander"
    r"|voor|tegen|eens|oneens|van mening|van oordeel|geschrokken|content|enthousiast|terughoudend|huiverig|sceptisch"
    r"|verheugd|teleurgesteld|akkoord|overtuigd|beducht|bang|gerust|gerustgesteld|nieuwsgierig|verrast|somber"
    r"|bezig|jaloers|kort|fel|optimistisch|ongerust|onder de indruk|van plan|duidelijk|stellig|helder|bereid"
    r"|dankbaar|te spreken)\b"
)
_WISHES = regex(r"[^.;]{0,60}\b(?:graag|liever|willen|wensen|het liefst|kunnen leven)\b")
_DECIDED = regex(r"^[^.;]{0,60}\b(?:besloten|gelast|bevolen|verboden|aangewezen)\b")
_INTENDS = regex(r"[^.;]{0,120}\b(?:op zich|contact|voor zijn rekening|voor haar rekening)\b")


_DOING = frozenset(listed("vervolgt kiest opent sluit haalt brengt biedt draagt houdt voegt staat toont leidt"))
"""Verbs of saying that tell of a body what it does rather."""


def is_finite(word: str) -> bool:
    """Whether a word in small letters behind a subject is its verb, present or past."""
    if word in _PAST:
        return True
    if len(word) < 3 or not word.islower() or word in _NO_VERBS:
        return False
    return word.endswith("t") or (len(word) > 4 and word.endswith(("de", "te")))


def states(word: str, rest: str) -> bool:
    """Whether a finite verb with the rest of its sentence tells what its subject, a person, brings in.

    What somebody will do, is made or is absent for does not.
    """
    needed = WITH.get(word)
    if needed:
        return needed.match(rest) is not None
    if word in _NEVER or word in ONLY_WITH or not is_finite(word):
        return False
    if rest.startswith((" dat ", " hoe ")):
        return word not in _BRINGS_ABOUT
    if word in ("is", "was"):
        return _MOODS.match(rest) is not None
    if word in ("heeft", "had") and _DECIDED.search(rest):
        return False
    if word in ("zou", "mag"):
        return wishes(rest)
    if word in NOT_SAYING and word not in REPORTING:
        return False
    return not does(word, rest)


def does(word: str, rest: str) -> bool:
    """Whether a verb with its clause tells what its subject takes on."""
    done = DOES.get(word)
    return (done is not None and re.match(done, rest) is not None) or _INTENDS.match(rest) is not None


def wishes(rest: str) -> bool:
    """Whether what follows `zou` is a wish, and nothing that was promised."""
    return _WISHES.match(rest) is not None


def inquit(word: str, rest: str) -> bool:
    """Whether a verb between what was said and its speaker (`…, corrigeert Bos.`) is one of saying: nearly any is."""
    ends = (
        not rest or rest[0] in ".;,?!)" or rest.startswith((" zich af", " toe", " aan", " op", " voor", " eraan toe"))
    )
    return ends and is_finite(word) and word not in _NEVER


def is_said(word: str, rest: str) -> bool:
    """Whether a verb behind a body that sits at the table tells what was said for it."""
    if word in ("is", "was"):
        return states(word, rest)
    return word in REPORTING and word not in _DOING and is_complete(word, rest)


def is_complete(verb: str, rest: str) -> bool:
    """Whether a verb that also tells of other things is followed by what makes it one of saying."""
    needed = ONLY_WITH.get(verb)
    return needed is None or bool(re.match(needed, rest))


def tells(verb: str, rest: str, particles: Mapping[str, str]) -> bool:
    """Whether a verb tells of speaking, by itself or with the particle it needs later in its clause."""
    needed = particles.get(verb)
    if needed is None:
        return verb in SPEECH
    return bool(re.search(rf"\b(?:{needed})\b", rest[:160]))


def reports(pattern: re.Pattern[str], text: str) -> bool:
    """Whether one of the words a pattern captures is a verb of saying."""
    return any(word in REPORTING for match in pattern.finditer(text) for word in match.groups() if word)
