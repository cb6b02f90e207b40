"""One part of an attendance list: a person with role and organisation, or what is said about one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec.structs import replace

from dvo_tui.minutes.model import Attendance, Participant, Span
from dvo_tui.minutes.regex import regex

HONORIFIC = regex(
    r"(?i)(?:(?:voorts |verder |tevens |ook )?(?:de )?(?:heren|dames|burgemeesters|wethouders|gedeputeerden|officieren"
    r"|heer|(?:leden|adviseurs|teamchefs|ambtenaren|genodigden|deskundigen|gasten)(?! (?:van|uit|namens)\b)"
    r"|dame|mevrouw|meneer|dhrn?|mevr|mw|hr|drs|dr|mr|ing|ir|prof|jhr|jkvr|jonkheer|jonkvrouw"
    r"|(?:luitenant-|lt\.-)?kolonel|majoor|kapitein|overste|luitenant-generaal|generaal-majoor|commodore)\b\.?\s+)+"
)
_CAPITAL = "A-ZÀ-ÖØ-Þ"
INITIALS = regex(rf"(?:[{_CAPITAL}][a-z]{{0,2}}\.[ -]?)+")
_ONLY_INITIALS = regex(rf"(?:[{_CAPITAL}][a-z]{{0,2}}\.? ?)+(?:\(\w+\))?$")
_INITIALS_BEHIND = regex(
    rf"(?P<initials>(?:[{_CAPITAL}][a-z]{{0,2}}\.[ -]?)+)"
    r"(?P<between> ?(?:(?:van|de|der|den|ter|ten|te|in|'t|’t|het|op) ?)+)?"
    r"\s*(?:\((?P<rest>[^()]*)\))?$"
)
"""Initials behind a surname, with what is told of somebody: `Berg, J. van den (politie)`."""

_ABBREVIATION = regex(rf"[{_CAPITAL}]{{2,}}\.")
_PREFIX = r"(?i:van|de|der|den|ter|ten|te|het|in|op|aan|la|le|du|el|al|von|zu|'t|’t|'s|’s|bij|uit|onder|over)"
_SURNAME = rf"(?:[dD]['’])?(?:[{_CAPITAL}]|[^\W\d_a-zß-ÿ])[\w'’-]*"
NAME = regex(
    rf"(?:(?:[{_CAPITAL}][a-z]{{0,2}}\.[ -]?)+ ?)?(?:{_PREFIX}\s+)*{_SURNAME}(?:\s+(?:{_PREFIX}\s+)*{_SURNAME}){{0,5}}"
)
_SEPARATOR = regex(r"\s*(?:[,;\n•|·]|(?<=\))\s[–—-](?=\s)|(?<=\s)//?(?=\s)|(?<=\s)(?:en|&|alsmede)(?=\s)|\s{2,})\s*")
_ASIDE = regex(
    r"\s*(?:\((?P<inside>[^()]*)\)|\[(?P<square>[^\[\]]*)\]|\s[–—-]\s(?P<dash>.*)|:\s(?P<colon>.*)|\snamens\s(?P<namens>.*)"
    r"|(?<=\w)\s(?:van|vanuit|bij)\s(?:(?:de|het|ons|onze)\s)?(?P<van>(?:(?!der\b|den\b|het\b|justitie\b|koning\b)[a-z]{3,}|[A-Z]{2,})\b.*))"
)
_ROLES = (
    (
        "chair",
        regex(
            r"(?i)(?<!plv )(?<!plv\. )(?<!plaatsvervangend )\b(?:voorzitter|vz|vzr|vrz|voorz"
            r"|leidt|gespreksleid(?:er|ing)|zat voor)\b"
        ),
    ),
    (
        "secretary",
        regex(
            r"(?i)\b(?:ambtelijk |(?:programma|platform|stuurgroep|kring|driehoek|tafel|overleg|commissie|netwerk)s?)?"
            r"(?:secretaris|secr)\b"
        ),
    ),
    (
        "minutes",
        regex(
            r"(?i)\b(?:notulen|notuliste?|not|verslag(?:legger|legging)?|afspraken|aantekeningen|notities|pen(?:voerder)?"
            r"|registratie|ondergetekende|schrijft|notuleert|(?:op)?schrijver)\b"
        ),
    ),
)
FUNCTION = regex(
    r"(?i)^(?P<role>(?:de )?(?:loco-?|wnd\.? |plv\.? |plaatsvervangend |waarnemend )?"
    r"(?:burgemeester|bgm\.?|wethouder|portefeuillehouder|voorzitter|secretaris|officier van justitie|hoofdofficier"
    r"|districtschef|teamchef|gemeentesecretaris|adviseur|beleidsmedewerker|beleidsadviseur|directeur|commandant|heemraad"
    r"|dijkgraaf|gedeputeerde"
    r"|coördinator|manager|bestuurder|gast|lid|hoofd\w*"
    r"|vzr?\.?|notuliste?|notulen|not\.|verslag|secr\.|ovj|hovj|dpg))"
    r"(?-i: [a-zà-ÿ]{4,}(?= [A-ZÀ-Þ][a-zà-ÿ]+ [A-Za-z]))?"
    r"(?:\s+(?-i:van |bij )?(?-i:de |het )?(?:gemeente )?(?P<of>.+))?$"
)
_SEATED = regex(r"\s(?:van|bij|gemeente) (?:de |het )?(?:gemeente )?$")
"""What stands between a function and the place it belongs to, not a name: `burgemeester van Dorp`."""
_FROM = regex(r"\w \(?van (?:(?:de|het) )?(?:politie|brandweer|gemeente|provincie|[A-Z]{2,6}\b|(?-i:[A-Z])[a-z]+ )")
_FROM_NAMED = regex(rf"(?P<name>[{_CAPITAL}][\w-]+ [{_CAPITAL}][\w-]+) van [{_CAPITAL}]")
PARTLY = regex(r"(?i)\b(?:tot|vanaf|t/m|gedeeltelijk|deels|bij agendapunt|agendapunt)\b")
_NO_NAME = regex(
    r"(?i)^(?:geen|niemand|n\.?v\.?t\.?|e\.?a\.?|allen|namens .*|zie .*|diverse|overige .*|leden|gemeente\b.*"
    r"|politie\b.*|openbaar ministerie|om|veiligheidsregio\b.*|brandweer\b.*|ggd|-+)$"
)
_PLURAL = regex(
    r"(?i)heren|dames|dhrn|burgemeesters|wethouders|gedeputeerden|officieren|leden|adviseurs|teamchefs|ambtenaren"
    r"|genodigden|deskundigen|gasten"
)
_BODY = regex(
    r"(?:gemeenten?|[Pp]rovincie|[Ww]aterschap|[A-Z]{2,6}|(?:[A-Z][a-z]*)?(?:regio|dienst|huis|bureau|platform))\b[^,(.]*$"
)
DEPUTISES = regex(
    r"(?i)(?:vervangt|vervanger van|plaatsvervanger van|als vervanger van|i\.p\.v\.|in plaats van|ter vervanging van"
    r"|loco voor|voor (?=(?-i:[A-Z]\.))|namens (?=(?:de heer|mevrouw|dhr|mevr|mw)\b|(?-i:[A-Z]\.)))\s*"
)
_EXCUSED = regex(r"(?i)(?:m\.? ?k\.?(?: ?g\.?)?|met kennisgeving|met bericht|m\.?b\.?|ziek|verlof|vakantie)$")
_ATTENDS = regex(r"(?i)(?:digitaal|online|(?:via|per) (?:ms )?teams|fysiek|webex|telefonisch)$")
_ABSENT = regex(r"(?i)(?:afwezig|verhinderd|afgemeld|absent)\b|niet$")
_ROLE_AHEAD = regex(
    r"(?i)(?:de (?:voorzitter|(?:ambtelijk )?secretaris|notuliste?|burgemeester|wethouder)|ondergetekende)$"
)
_LED_BY = regex(r"(?i)onder (?:het )?(?:voorzitterschap|leiding) van\s+")
_SEATED_ROLE = regex(r"(?i)\b(?:burgemeesters?|wethouders?)\b")
_OF_PLACE = regex(rf"(?P<name>.*?[{_CAPITAL}][\w'’-]+) van (?P<of>(?:[Dd]en |'s-)?[{_CAPITAL}][\w' -]+)$")
_TITLE_INSIDE = regex(r"(?<=[.\w]) (?:baron(?:es)?|graaf|gravin|ridder|jonkheer|jhr\.)(?= [a-zA-Z])")
_CALLED = regex(
    rf"(?P<initials>(?:[{_CAPITAL}][a-z]{{0,2}}\.[ -]?)+) ?\([{_CAPITAL}][a-zà-ÿ-]+\) (?=[{_CAPITAL}a-z'’])"
)
BODY_AHEAD = regex(r"(?:(?i:namens|vanuit) )?(?:(?i:de|het) )?(?P<body>[^\W\d_][\w&' -]{1,50}?)\s?:\s+")
REPLACED = regex(r"(?i)(?:vervangen|vertegenwoordigd|waargenomen) door\s+|(?:plaats)?vervanger:?\s+")
MOST_NAMES = 400
LONGEST_NAME = 60
LONGEST_LIST = 20_000


def named_behind(text: str, start: int, end: int, status: Attendance) -> Iterator[Participant]:
    """The one person named at an offset, behind a form of address or function."""
    function = _SEATED_ROLE.match(text, start, end)
    start = function.end() + 1 if function else start
    honorific = HONORIFIC.match(text, start, end)
    name = NAME.match(text, honorific.end() if honorific else start, end)
    if name is not None and not _NO_NAME.match(name[0]):
        yield Participant(
            id="", name=name[0], attendance=status, role=None, organisation=None, spans=(Span(*name.span()),)
        )


def people_in(text: str, spans: Iterable[Span], status: Attendance) -> Iterator[Participant]:
    """Participants in the lines of an attendance list."""
    clipped = (Span(span.start, min(span.end, span.start + LONGEST_LIST)) for span in spans)
    parts = list(islice((part for span in clipped for part in _split(text, span)), MOST_NAMES))
    titled = sum(bool(INITIALS.match(text[p.start : p.end]) or HONORIFIC.match(text[p.start : p.end])) for p in parts)
    behind = sum(bool(_INITIALS_BEHIND.match(text[p.start : p.end])) for p in parts)
    strict = titled * 2 >= len(parts) and behind * 3 < len(parts)
    if sum(bool(_FROM.search(text, p.start, p.end)) for p in parts) > 1:
        parts = [_without_body(text, part) for part in parts]
    waiting: Participant | None = None
    plural = seated = False
    ahead: str | None = None
    ended = 0
    for part in parts:
        content = text[part.start : part.end]
        honorific = HONORIFIC.match(content)
        plural = bool(_PLURAL.search(honorific[0])) if honorific else plural
        seated = bool(_SEATED_ROLE.search(content)) or (seated and "," not in text[ended : part.start])
        ended = part.end
        known = waiting is not None and waiting.role is None and waiting.organisation is None
        strictly = strict and not plural and (known or FUNCTION.match(content) is None)
        person = person_in(text, part, status, strict=strictly, seated=seated)
        if person is not None and known and waiting and _is_seat(waiting, person, content):
            person = None
        if person is None:
            ahead = content if _ROLE_AHEAD.match(content.strip()) else None
            if waiting is not None and ahead is None:
                waiting = add_aside(waiting, content)
            continue
        if ahead is not None:
            person, ahead = replace(person, role=person.role or _role_of(ahead)), None
        if waiting is not None:
            yield waiting
        waiting = person
    if waiting is not None:
        yield waiting


def _is_seat(before: Participant, person: Participant, content: str) -> bool:
    """Whether a function and one word behind a full name tell where from: `Els Bos, burgemeester Dorp`."""
    bare = " " not in person.name and HONORIFIC.search(content) is None
    return bare and person.role is not None and " " in before.name and _SEATED_ROLE.match(content) is not None


def _without_body(text: str, part: Span) -> Span:
    """`Marleen Bos van Wonen Oost` as the name alone, in a list that gives bodies with `van`."""
    match = _FROM_NAMED.match(text, part.start, part.end)
    return Span(part.start, match.end("name")) if match else part


def is_organisation(words: str) -> bool:
    """Whether a line names an organisation and nobody."""
    bare = words.strip().rstrip(":").rstrip()
    return len(bare) <= LONGEST_NAME and bool(_NO_NAME.match(bare) or _BODY.match(bare))


def _split(text: str, span: Span) -> Iterator[Span]:
    """The parts of a list: between commas, semicolons, line ends and `en`, but not inside brackets."""
    start = span.start
    depth_from = start
    for match in _SEPARATOR.finditer(text, span.start, span.end):
        between = text[depth_from : match.start()]
        if between.count("(") > between.count(")"):
            continue
        if match.start() > start:
            yield Span(start, match.start())
        start = depth_from = match.end()
    if start < span.end:
        yield Span(start, span.end)


def person_in(text: str, part: Span, status: Attendance, *, strict: bool, seated: bool = False) -> Participant | None:
    """One part of a list as a person, or None if it is something said about the person before it.

    `strict` says that this list gives people initials or a `dhr.`, so what has neither is no person; `seated` that
    `van` with a place tells where people are from: `de burgemeesters A. Bos van Dorp en B. Vis van Stad`.
    """
    led = _LED_BY.match(text, part.start, part.end) if text.startswith(("onder ", "Onder "), part.start) else None
    start = led.end() if led else part.start
    called = (
        _CALLED.search(text, start, min(part.end, start + 2 * LONGEST_NAME))
        if ") " in text[start : min(part.end, start + 2 * LONGEST_NAME)]
        else None
    )
    aside = _ASIDE.search(text, called.end() if called else start, part.end)
    end = aside.start() if aside else part.end
    function = FUNCTION.match(text[start:end])
    if function is not None and function["of"]:
        if _SEATED.search(function[0][: function.start("of")]):
            return None
        start += function.start("of")
    honorific = HONORIFIC.match(text, start, end)
    if honorific is not None:
        start = honorific.end()
    written = text[start : min(end, start + 2 * LONGEST_NAME)].rstrip(" .:")
    initialed = INITIALS.match(written) is not None
    place = _OF_PLACE.match(written) if seated and (initialed or honorific is not None) else None
    written = place["name"] if place else written
    name = _TITLE_INSIDE.sub("", _CALLED.sub(r"\g<initials> ", written) if called else written).replace("  ", " ")
    if (
        not 1 < len(name) <= LONGEST_NAME
        or _NO_NAME.match(name)
        or not NAME.fullmatch(name)
        or not any(map(str.isupper, name))
    ):
        return None
    has_initials = INITIALS.match(name) is not None
    if not has_initials and honorific is None and (strict or (function is not None and not function["of"])):
        return None
    person = Participant(
        id="",
        name=name,
        attendance=status,
        role="chair" if led else _role_of(function["role"]) if function else None,
        organisation=place["of"] if place else None,
        spans=(Span(start, start + len(written)),),
    )
    for match in _ASIDE.finditer(text, end, part.end):
        person = add_aside(person, next(group for group in match.groups() if group is not None))
    return person


def _role_of(function: str) -> str:
    """A role's id where the dataset has one, else the printed function."""
    return role_in(function) or function.lower().removeprefix("de ")


def role_in(words: str) -> str | None:
    return next((role for role, pattern in _ROLES if pattern.search(words)), None)


def add_aside(person: Participant, words: str) -> Participant:
    """What stands beside a name: a role, an organisation, from when till when, or the initials after a surname."""
    said = words.strip(" .,;:()")
    if not said or len(said) > 120:
        return person
    behind = _INITIALS_BEHIND.fullmatch(words.strip())
    if behind and not INITIALS.match(person.name) and not _ABBREVIATION.fullmatch(behind["initials"].strip()):
        between = f" {behind['between'].strip()}" if behind["between"] else ""
        named = replace(person, name=f"{behind['initials'].strip()}{between} {person.name}")
        return add_aside(named, behind["rest"] or "")
    initials = words.strip()
    bare = "." in initials and not INITIALS.match(person.name)
    if bare and _ONLY_INITIALS.match(initials) and not _ABBREVIATION.fullmatch(initials):
        return replace(person, name=f"{initials} {person.name}")
    for part in re.split(r"\s*[,;/]\s*", said):
        role = role_in(part)
        function = FUNCTION.match(part)
        if PARTLY.search(part) and re.search(r"\d", part):
            person = replace(person, attendance="partly" if person.attendance == "present" else person.attendance)
        elif _ABSENT.match(part):
            person = replace(person, attendance="absent")
        elif _is_monogram(part, person.name) or DEPUTISES.match(part) or _EXCUSED.match(part) or _ATTENDS.match(part):
            continue
        elif REPLACED.match(part):
            break
        elif role is not None:
            person = replace(person, role=person.role if role == "minutes" and person.role else role)
        elif function is not None:
            person = replace(
                person,
                role=person.role or _role_of(function["role"]),
                organisation=person.organisation or function["of"],
            )
        elif any(map(str.isalpha, part)) and person.organisation is None:
            person = replace(person, organisation=re.sub(r"(?i)^namens (?:de |het )?", "", part))
    return person


def _is_monogram(words: str, name: str) -> bool:
    """Whether these are the letters by which the minutes call someone: `MB` for M.J. Bastiaanse."""
    if not (1 < len(words) < 5 and words.isalpha() and words.isupper()):
        return False
    capitals = iter(character for character in name.upper() if character.isalpha())
    return words[0] == name.lstrip("'’ ")[:1].upper() and all(letter in capitals for letter in words)


def with_function(person: Participant, words: str) -> Participant:
    """A person with the function that a column of its own gives."""
    told = add_aside(person, words)
    printed = _ASIDE.sub("", words).strip().lower()
    return replace(told, role=told.role or printed or None, organisation=person.organisation)


def is_code(words: str) -> bool:
    """Whether these are letters that stand for a function: `OL`, `ACBrw`."""
    return words.isalpha() and 1 < len(words) < 7 and words[:2].isupper()


_BARE_FUNCTION = regex(
    r"(?i)(?:de |het |een )?(?P<what>(?:loco-?|plv\.? |plaatsvervangend )?"
    r"(?:burgemeester|wethouder|(?:hoofd)?officier(?: van justitie)?|teamchef|districtschef|politiechef|wijkagent"
    r"|ambtenaar|(?:beleids)?adviseur|beleidsmedewerker|(?:gemeente)?secretaris|griffier|coördinator|projectleider"
    r"|programmamanager|(?:proces)?regisseur|jurist|commandant|directeur|notulist|voorzitter|ovj|hovj))"
    r"(?: (?:van |bij )?(?:de |het )?[\w’'-]+){0,4}"
)


def is_function(person: Participant) -> bool:
    """Whether somebody is known by function alone, and so is no name to find elsewhere."""
    return not person.spans and _BARE_FUNCTION.fullmatch(person.name) is not None


def functions_in(text: str, spans: Iterable[Span], status: Attendance) -> Iterator[Participant]:
    """Participants of a list that names functions and nobody: `burgemeester (vz), teamchef, ambtenaar OOV (verslag)`.

    They have no spans: a function is no name to find elsewhere.
    """
    parts = [
        part for span in spans for part in _split(text, Span(span.start, min(span.end, span.start + LONGEST_LIST)))
    ]
    for part in parts[:MOST_NAMES]:
        words, _, inside = text[part.start : part.end].strip(" .").partition(" (")
        match = _BARE_FUNCTION.fullmatch(words) if len(words) <= LONGEST_NAME else None
        if match is not None:
            yield Participant(
                id="",
                name=words,
                attendance=status,
                role=role_in(inside) or role_in(words) or match["what"].lower(),
                organisation=None,
                spans=(),
            )
