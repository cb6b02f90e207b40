"""Organisations: listed bodies, abbreviations with what they stand for, and names built on a word such as Stuurgroep.

A municipality is a place by the scheme (`gemeente [Hengelo]`); the province, the police and the state are bodies.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import lexicon
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.lexicon import Entry, Hit
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.projects import introduced
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.vocabulary import DOCUMENTS, NO_ABBREVIATIONS, STOP_CAPITALS, listed


class Body(msgspec.Struct, frozen=True, gc=False):
    """An organisation named at `start:end`."""

    start: int
    end: int
    rule: str
    canonical: str | None = None
    expansion: str | None = None


_CAPITAL = rf"(?!Q[1-4](?!\w))[{UPPER}][\w&]{{0,20}}(?:['’/-]\w+){{0,3}}"
_JOINT = r"(?:,? (?:en|van|van de|van het|van den|voor|der|aan|tegen|op|in|&) |[- ]|- en )"
_RUN = rf"{_CAPITAL}(?:{_JOINT}{_CAPITAL}){{0,6}}"
_HEADED = regex(rf"(?P<head>\w+)(?: (?:voor|van|veiligheidsoverleg))? (?P<name>['‘“\"]?{_RUN})")
_STEERING = frozenset(listed("stuurgroep werkgroep projectgroep regiegroep klankbordgroep kerngroep kernteam"))
_CENTRES = listed(
    """
    team staf centrum raad dienst bureau platform overleg beraad instituut huis unit kamer inspectie ministerie
    commissie fonds stichting koepel unie bond federatie netwerk agentschap autoriteit organisatie politie regio
    eenheid bank college ziekenhuis academie corporatie vereniging genootschap bedrijf groep ploeg kring
    """
)
_MANY = regex(rf"{_CAPITAL}(?:(?:,? en |,? | voor | van | van de |- en | tegen ){_CAPITAL}){{1,6}}")
_JOINTS = (" ", ",", "-", "'", "’", "/", "&")
_ENDS_RUN = frozenset(f" {letter}" for letter in "abcdfghijklmnopqrsuwxyz")
"""What stands behind a word that no other capital follows: none of the words that join begins so."""

_SUFFIXES = listed(
    """
    regio huis beraad raad overleg ploeg groep dienst bureau team politie inspectie corporatie autoriteit alliantie
    college recreatieschap havenschap productschap loket meldpunt steunpunt gemeenten tafel kring vereniging commissie
    """
)
_NO_BODY = frozenset(
    listed(
        """
        Wijkcentrum Buurthuis Asielzoekerscentrum Dorpscentrum Clubhuis Tehuis Woonhuis Wijkgemeenten Buurgemeenten
        Omgeving
        """
    )
) | frozenset(
    listed(
        """
        Gemeentehuis Stadhuis Gemeenteraad Ziekenhuis Provinciehuis Politiebureau Doelgroep Jeugdgroep Dorpshuis
        Raadhuis
        """
    )
)
_FIRMS = frozenset(
    listed(
        """
        Wonen Woonstichting Woningstichting Authority Group Groep Jeugdzorg Jeugdhulp JGZ Welzijn Thuiszorg Security
        Beveiliging Logistics Holding Vastgoed Combinatie Rederij Moskee Samenwerking Beheer Energie Verhuur Events
        Kinderopvang Ziekenhuis Hogeschool College Lyceum Universiteit Bank BV
        """
    )
)
_OTHER_FIRM = regex(
    r",? en \w*(?:bedrijf|bureau|boerderij|corporatie|[Ss]tichting|vereniging|school|[Rr]ederij|kantoor|team|groep) "
)
_ROW_JOINT = regex(r",? en |, ")
_FIRM_BEFORE = regex(rf"(?<![\w-])(?P<name>[{UPPER}][\w&’'-]+(?: [{UPPER}][\w&’'-]+)?) $")
_FIRM_BEHIND = regex(rf" (?:[{UPPER}][\w’'-]+)(?: [{UPPER}][\w’'-]+)?")
_PAPERS = ("Samenvatting ", "Terugkoppeling ", "Verslag ", "Besluitenlijst ", "Notulen ")
_HYPHENED = regex(r"-(?:overleg|team|beraad|tafel|platform|werkgroep|raad)(?!\w)")
_ABBREVIATION = regex(rf"[{UPPER}][A-Za-z&]{{0,2}}[{UPPER}][A-Z&]{{0,4}}(?![\w&])")
_BRACKETED = regex(r"\((?P<short>[A-Z][A-Za-z&-]{1,7})\)")
_NAME_BEFORE = regex(rf"{_CAPITAL}(?:(?: en | van | van de | voor |- en | ){_CAPITAL}|- en \w+){{1,6}} $")
_HEREAFTER = regex(
    r",? ?[,(]? ?(?:hierna(?: te noemen)?:?|afgekort:?|kortweg) (?:de |het )?[‘'“\"]?"
    r"(?P<short>[A-Z][A-Za-z&-]{1,8})(?!\w)"
)
_BEHIND_BODY = regex(r" \([‘'“\"]?(?P<short>[A-Z][A-Za-z&]{0,3}[A-Z][A-Z&]{0,3})[’'”\"]?\)")
_ROMAN = regex(r"[IVX]+")
_SAID = frozenset(listed("JA NEE GO NO DPIA PIA BIA KPI TODO ASAP ZSM NVT TBD MVO HR PO FTE QUICK LIVE"))
_OF_COUNTRY = regex(rf"(?<![\w-])(?P<name>[{UPPER}][\w’'-]{{4,40}}) $")
_NO_OWNER = frozenset(
    listed(
        """
        Heel Noord Oost Zuid West Midden Koninkrijk Caribisch Europees Buiten Binnen Buitenland Vanuit Richting Rondom
        Tussen Overal Elders Landelijk Vandaag Sinds Volgens Regio Provincie Hierin Eerste
        """
    )
)
_CAMEL = regex(r"[A-Z]{1,4}[a-z]+[A-Z]\w{2,20}")
_PROJECT = regex(r"\w+ ([A-Z]\w+)")
_NO_CAMEL = frozenset(listed("WhatsApp LinkedIn YouTube TikTok PowerPoint OneDrive SharePoint FaceTime"))
_GLUE = frozenset("'’.&/-")
_ARTICLES = listed("de het De Het door bij van vanuit namens met aan en Vanuit Namens")
_ARTICLE = regex(rf"(?:\b(?:{'|'.join(_ARTICLES)})|[(,:]) ?$")


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every organisation, its canonical name in `normalized`."""
    analysis = analyse(minutes, known)
    links: dict[str, str | None] = {}
    for body in bodies(analysis):
        if body.rule == "known":  # `remembered` proposes these
            continue
        surface = analysis.text[body.start : body.end]
        if surface not in links:
            links[surface] = analysis.familiar.body(surface)
        yield entity(
            "organisations",
            body.rule,
            "ORGANISATION",
            Span(body.start, body.end),
            known,
            normalized=body.canonical,
            expansion=body.expansion,
            link=links[surface],
        )


@lru_cache(maxsize=1)
def bodies(analysis: Analysis) -> tuple[Body, ...]:
    """Every organisation in order; of two that overlap the longer, outside of people's names."""
    text = analysis.text
    listed = [
        Body(hit.start, hit.end, "known")
        if analysis.remembered_at.get(hit.start) is hit
        else Body(hit.start, _with_region(analysis, hit), "listed", hit.entry.canonical, hit.entry.expansion)
        for hit in analysis.hits
        if hit.entry.type == "ORGANISATION" and not (hit.entry.doubtful and not _is_meant(analysis, hit))
    ]
    found = [
        *listed,
        *_headed(analysis),
        *_runs(analysis),
        *_compounds(analysis),
        *_own(analysis),
        *_companies(analysis),
        *_kinds(analysis),
        *_of_country(analysis),
    ]
    expansions = dict(_introduced(text)) | dict(_called_hereafter(analysis, found))
    found += _abbreviations(analysis, expansions)
    found += _shortened(analysis, found)
    if analysis.remembered:
        found = [body for body in found if not _joins_known(analysis, body)]
    return _longest(found, [(m.start, m.end) for m in analysis.found.mentions])


def _is_meant(analysis: Analysis, hit: Hit) -> bool:
    """Whether an everyday word or someone's initials stand for a body here: `de LO`, not a bare `LO`."""
    if len(hit.entry.form) < 5 and hit.entry.form.isupper():
        return _has_article(analysis.text, hit.start)
    return not _begins_sentence(analysis, hit.start)


def _has_article(text: str, at: int) -> bool:
    """Whether an article or preposition stands before an offset, or a bracket or sign that names follow."""
    word = text[max(0, at - 9) : at - 1].rpartition(" ")[2]
    if text.endswith(" ", 0, at) and word.isalpha():
        return word in _ARTICLES
    return bool(_ARTICLE.search(text, max(0, at - 9), at))


def _own(analysis: Analysis) -> Iterator[Body]:
    """The body that meets, by the name in its header and by how that begins: `Veiligheidstafel [Maas]`."""
    text, name = analysis.text, analysis.minutes.meeting.body
    if name is None or len(name) < 4 or not name[0].isupper() or name.startswith(_PAPERS):
        return
    name, _, short = name.partition(" (")
    first = name.partition(" ")[0]
    forms = [name, *([first] if len(first) > 11 and first.lower().endswith(_SUFFIXES) else [])]
    forms += [short[:-1]] if short.endswith(")") and short[:-1].isalpha() and short.isascii() else []
    entries = lexicon.indexed((Entry(form, "ORGANISATION", name) for form in forms), capital=True)
    for hit in lexicon.scan(text, analysis.words.capitals_where(entries.__contains__), entries):
        yield Body(hit.start, hit.end, "own", name)


def _shortened(analysis: Analysis, found: Iterable[Body]) -> list[Body]:
    """Initials of bodies that the text names in full: `NK` where Novadic-Kentron is named."""
    text = analysis.text
    names = {
        body.canonical or text[body.start : body.end] for body in found if body.rule in ("listed", "own", "headed")
    }
    short = {initials: name for name in sorted(names) for initials in _initials(name)}
    return [
        Body(start, start + len(word), "initials", short[word], short[word])
        for start, word in analysis.words.capitals_where(short.__contains__)
        if start not in analysis.hit_starts and word not in NO_ABBREVIATIONS and text[start - 1 : start] not in _GLUE
    ]


def _initials(name: str) -> Iterator[str]:
    """The capitals of a name of several words, its place left out too."""
    letters = "".join(word[0] for word in re.split(r"[ -]", name.replace(",", "")) if word[:1].isupper())
    if 2 <= len(letters) <= 7:
        yield letters
    if len(letters) > 3:
        yield letters[:-1]


def _companies(analysis: Analysis) -> Iterator[Body]:
    """`Elan Wonen`, `Wonen Baardwijk`, `Eemsport Authority`: a name beside a word that firms and landlords bear."""
    text = analysis.text
    for start, word in analysis.words.capitals_where(_FIRMS.__contains__):
        before = _FIRM_BEFORE.search(text, max(0, start - 40), start)
        if before and before["name"] not in STOP_CAPITALS and not analysis.is_named(before.start()):
            if before["name"].lower() not in lexicon.name_words():
                yield Body(before.start(), start + len(word), "company")
        elif word in ("Wonen", "Woonstichting", "Woningstichting", "Combinatie", "Rederij", "Moskee"):
            behind = _FIRM_BEHIND.match(text, start + len(word))
            if behind and not _begins_block(analysis, start, behind.end()):
                yield Body(start, behind.end(), "company")


def _kinds(analysis: Analysis) -> Iterator[Body]:
    """A name behind a compound for a kind of firm or club: `taxibedrijf Bakker`, `zorgboerderij De Hoeve`."""
    text = analysis.text
    for start, end in analysis.words.ending("FIRM"):
        named = _FIRM_BEHIND.match(text, end)
        placed = analysis.hit_starts.get(end + 1)
        if named is None or start in analysis.hit_starts or not _may_name(named[0][1:]):
            continue
        if placed is None or placed.entry.type != "LOCATION" or placed.entry.doubtful or placed.end < named.end():
            yield Body(start, named.end(), "company")


def _begins_block(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a name is a line of its own that begins with a field of work: `Wonen Almere`."""
    return analysis.text[start - 1 : start] in ("", "\n") and analysis.text[end : end + 1] in ("", "\n")


def _with_region(analysis: Analysis, hit: Hit) -> int:
    """Where a body's name ends, its region taken in: `RIEC [Oost-Brabant]`."""
    region = analysis.hit_starts.get(hit.end + 1) if analysis.text.startswith(" ", hit.end) else None
    if region is None or region.entry.type != "LOCATION" or region.entry.doubtful:
        return hit.end
    return hit.end if analysis.text.startswith("-", region.end) else region.end


def _joins_known(analysis: Analysis, body: Body) -> bool:
    """Whether a name read as one is a row with a known body in it: `Team Blik en Havenloods`."""
    if body.rule not in ("headed", "run"):
        return False
    text = analysis.text
    return any(
        (hit.end < body.end and text.startswith((" en ", ", "), hit.end))
        or (hit.start > body.start and text.endswith((" en ", ", "), 0, hit.start))
        for hit in analysis.hits_between(body.start, body.end)
        if hit.entry.type == "ORGANISATION" and analysis.remembered_at.get(hit.start) is hit
    )


def _longest(found: Iterable[Body], people: list[tuple[int, int]]) -> tuple[Body, ...]:
    kept: list[Body] = []
    starts = [start for start, _ in people]
    for body in sorted(found, key=lambda it: (it.start, -it.end, it.rule != "listed")):
        at = bisect_right(starts, body.end - 1) - 1
        if at >= 0 and people[at][1] > body.start and people[at][0] <= body.start:
            continue
        if not kept or body.start >= kept[-1].end:
            kept.append(body)
    return tuple(kept)


def _introduced(text: str) -> Iterator[tuple[str, str]]:
    """Abbreviations that the text itself explains: `Regionaal Operationeel Team (ROT)`."""
    for match in _BRACKETED.finditer(text):
        name = _NAME_BEFORE.search(text, max(0, match.start() - 90), match.start())
        if name is None:
            continue
        words = re.findall(r"\w+", name[0])
        begins = [word[0].upper() for word in words]
        position = len(begins)
        for letter in reversed([character for character in match["short"] if character.isupper()]):
            position = next((at for at in range(position - 1, -1, -1) if begins[at] == letter), -1)
            if position < 0:
                break
        else:
            yield match["short"], name[0][name[0].find(words[position]) :].strip()


def _called_hereafter(analysis: Analysis, found: Iterable[Body]) -> Iterator[tuple[str, str]]:
    """Short names that follow a body, whatever their letters: `waterschap Vechtoever, hierna WVO`, `… (WVO)`."""
    text = analysis.text
    people = {"".join(re.findall(rf"[{UPPER}]", person.name)) for person in analysis.minutes.participants}
    for body in found:
        name = body.canonical or text[body.start : body.end]
        short = _HEREAFTER.match(text, body.end)
        if short is None and " " in name:
            short = _BEHIND_BODY.match(text, body.end)
            fits = short and short["short"][0] in {word[0].upper() for word in re.findall(r"\w+", name)}
            if short and (not fits or short["short"].upper() in people):
                continue
        if short and short["short"] not in lexicon.index() and short["short"] not in NO_ABBREVIATIONS:
            yield short["short"], name


def _of_country(analysis: Analysis) -> Iterator[Body]:
    """`Dorpsraden Nederland`: what only a national body is called; `Heel Nederland` is the country."""
    text = analysis.text
    for start, word in analysis.words.capitals_where(lambda word: word == "Nederland"):
        before = _OF_COUNTRY.search(text, max(0, start - 44), start)
        if before is None or text[start + len(word) : start + len(word) + 1] == "-":
            continue
        name, hit = before["name"], analysis.hit_starts.get(before.start("name"))
        known = hit is not None and hit.entry.type not in ("ORGANISATION", "PROGRAMME")
        if known or name in STOP_CAPITALS or name in _NO_OWNER or analysis.is_named(before.start("name")):
            continue
        yield Body(before.start("name"), start + len(word), "run")


def _headed(analysis: Analysis) -> Iterator[Body]:
    text = analysis.text
    for at in analysis.cues("BODY"):
        match = None if text[at - 1 : at] == "-" else _HEADED.match(text, at)
        if match and _may_name(match["name"]) and not _is_council(match) and not _is_project(analysis, match):
            other = _OTHER_FIRM.search(match[0])
            yield Body(at, at + other.start() if other else _before_other(analysis, match), "headed")


def _before_other(analysis: Analysis, match: re.Match[str]) -> int:
    """Where a name ends, without a listed body in a row with it: `Bureau Halte [en Universiteit Utrecht]`."""
    for joint in _ROW_JOINT.finditer(analysis.text, match.start("name"), match.end()):
        hit = analysis.hit_starts.get(joint.end())
        if hit is not None and hit.entry.type == "ORGANISATION" and not hit.entry.doubtful:
            return joint.start()
    return match.end()


def _may_name(name: str) -> bool:
    """Whether what stands behind a word for a body names it: not the first word of a sentence, but `De Brug` does."""
    first, _, rest = name.partition(" ")
    return first not in STOP_CAPITALS or (first in ("De", "Het", "Den") and rest[:1].isupper())


def _is_council(match: re.Match[str]) -> bool:
    """`De raad van Tholen` is the council of a municipality, `Raad voor de Kinderbescherming` a body."""
    return match["head"] == "raad" or (match["head"] == "Raad" and " voor " not in match[0][:10])


def _is_project(analysis: Analysis, match: re.Match[str]) -> bool:
    """`het team HackShield` is who works for a programme; a `stuurgroep voor …` has a purpose there, and no name."""
    hit = analysis.hit_starts.get(match.start("name"))
    listed = hit is not None and hit.entry.type == "PROGRAMME" and hit.end == match.end()
    head = match["head"]
    return (listed and head == "team") or (head in _STEERING and match[0].startswith(f"{head} voor "))


def _runs(analysis: Analysis) -> Iterator[Body]:
    """Runs of capitals around a word for a kind of body: `Regionaal Operationeel Team`."""
    text, free = analysis.text, 0
    for start, word in analysis.words.capitals_where(_begins_run):
        end = start + len(word)
        following = text[end : end + 2]
        if start < free or following in _ENDS_RUN or not following.startswith(_JOINTS):
            continue
        match = _MANY.match(text, start)
        if match is None:
            continue
        free = match.end()
        inner = analysis.hits_between(start, match.end())
        apart = ("PROGRAMME", "TITLE", "TITLES")
        if any(" " in hit.entry.form or hit.entry.type in apart for hit in inner) or any(
            start <= at < free for at in _heads_in(analysis, start, free)
        ):
            continue
        if any(part.lower().endswith(_CENTRES) for part in match[0].split(" ") if part not in _NO_BODY):
            yield Body(start, match.end(), "run")


def _begins_run(word: str) -> bool:
    return word not in STOP_CAPITALS and word not in DOCUMENTS and not word.isupper()


def _heads_in(analysis: Analysis, start: int, end: int) -> list[int]:
    heads = analysis.cues("BODY")
    return heads[bisect_left(heads, start) : bisect_left(heads, end)]


def _compounds(analysis: Analysis) -> Iterator[Body]:
    """`Veiligheidsberaad`: a capital inside a sentence, and the end of a word for a body."""
    text, projects = analysis.text, _projects(analysis)
    built = analysis.words.capitals_where(
        lambda word: len(word) > 6 and word.endswith(_SUFFIXES) and word not in _NO_BODY
    )
    for start, word in built:
        if text[start - 1 : start] != "-" and not _begins_sentence(analysis, start) and word not in projects:
            yield Body(start, start + len(word), "compound")
    for hyphened in _HYPHENED.finditer(text):
        start = lexicon.word_start(text, hyphened.start())
        word = text[start : hyphened.start()]
        if len(word) > 3 and word[0].isupper() and word not in STOP_CAPITALS and start not in analysis.hit_starts:
            yield Body(start, hyphened.end(), "compound")


def _projects(analysis: Analysis) -> frozenset[str]:
    """Words that stand behind `project` and its like somewhere."""
    named = (_PROJECT.match(analysis.text, at) for at in analysis.cues("PROJECT"))
    return frozenset(match[1] for match in named if match)


def _is_town(word: str) -> bool:
    """Whether capitals are a town's name written so: `ZWOLLE`."""
    return len(word) > 4 and any(
        it.type == "LOCATION" and it.form.upper() == word for it in lexicon.index().get(word.capitalize(), ())
    )


def _begins_sentence(analysis: Analysis, at: int) -> bool:
    return analysis.sentence_at(at).start == at


def _abbreviations(analysis: Analysis, expansions: dict[str, str]) -> Iterator[Body]:
    """Capitals that stand where a body stands, more surely where the text says what they mean."""
    text = analysis.text
    camel = {word for word in analysis.words.capital_words if _CAMEL.fullmatch(word)} - _NO_CAMEL - _projects(analysis)
    programmes = introduced(analysis).short
    for start, word in analysis.words.capitals_where(lambda word: not word[1:].islower()):
        listed = analysis.hit_starts.get(start)
        if word in camel and not (listed and listed.entry.type == "PROGRAMME"):
            yield Body(start, start + len(word), "abbreviation")
        match = _ABBREVIATION.match(text, start) if len(word) < 9 else None
        if match is None or text[start - 1 : start] in _GLUE:
            continue
        short = match[0]
        if short in programmes:
            continue
        if short in expansions:
            yield Body(match.start(), match.end(), "explained", expansions[short], expansions[short])
        elif short in _SAID or _ROMAN.fullmatch(short) or _is_town(short):
            continue
        elif short not in NO_ABBREVIATIONS and _has_article(text, match.start()):
            yield Body(match.start(), match.end(), "abbreviation")
