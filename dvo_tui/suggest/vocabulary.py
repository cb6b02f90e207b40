"""Words of the language that rules look at: titles, roles, verbs of saying and doing, stop words. No facts in it."""

from __future__ import annotations

from dvo_tui.minutes.dates import MONTH_NAMES


def listed(words: str) -> tuple[str, ...]:
    """Words parted by white space, in order."""
    return tuple(words.split())


# --- how people are addressed

HONORIFICS = frozenset(listed("dhr heer mevr mevrouw mw meneer"))

_ROLES = """
burgemeester bgm locoburgemeester loco-burgemeester regioburgemeester wethouder gedeputeerde portefeuillehouder
voorzitter vicevoorzitter vice-voorzitter secretaris gemeentesecretaris griffier minister staatssecretaris commandant
districtschef districtscommandant teamchef eenheidschef sectorhoofd politiechef korpschef officier hoofdofficier
rechercheofficier gebiedsofficier wijkagent projectleider programmamanager programmaleider kwartiermaker
procesregisseur coördinator directeur manager adviseur beleidsadviseur notulist dijkgraaf raadslid afdelingshoofd
clustermanager teammanager teamleider accountmanager ambtenaar beleidsmedewerker collega
havenmeester jurist controller inspreker commissielid bestuurslid collegelid statenlid fractievoorzitter onderzoeker
inleider projectsecretaris brandweercommandant gebiedsmanager wijkmanager bestuurder bestuursadviseur dagvoorzitter
woordvoerder vertegenwoordiger accountant casusregisseur jongerenwerker opsteller ketenregisseur kerngroeplid
programmasecretaris platformsecretaris stuurgroepsecretaris kolonel luitenant-kolonel majoor kapitein overste heemraad
bedrijfsleider omgevingsmanager gebiedscoördinator leidinggevende jonkheer
directeur-bestuurder loco-secretaris hoofdagent recherchechef operationschef veiligheidscoördinator locosecretaris
"""

SHORT_ROLES = {
    "vz": "voorzitter",
    "vrz": "voorzitter",
    "voorz": "voorzitter",
    "vzr": "voorzitter",
    "wnd. vz": "voorzitter",
    "plv. vz": "voorzitter",
    "wnd. voorzitter": "voorzitter",
    "secr": "secretaris",
}
"""Roles as they are shortened before a colon, in a column of speakers or behind an article."""

ROLE_CODES = {
    "OvJ": "officier van justitie",
    "HOvJ": "hoofdofficier van justitie",
    "DPG": "directeur publieke gezondheid",
}
"""Letters that stand for a function in minutes everywhere."""

TITLES = (
    HONORIFICS
    | {*listed(_ROLES), "officier van justitie", "hoofdofficier van justitie", "directeur publieke gezondheid"}
    | SHORT_ROLES.keys()
)
"""What can stand before one name; roles can also speak without one."""

PLURALS = frozenset(listed("dhrn heren dames mevrouwen mevrn mwn"))

PLURAL_TITLES = PLURALS | frozenset(
    listed(
        """
        burgemeesters wethouders gedeputeerden portefeuillehouders raadsleden
        teamchefs ministers
        """
    )
)

ACADEMIC = r"(?:(?:drs|dr|mr|ir|ing|prof|jhr|ds|bc|mgr)\.?(?:[ \xa0](?:drs|dr|mr|ir|ing)\.?)?[ \xa0])?"

TUSSENVOEGSEL = (
    r"(?:[Vv]an|VAN|[Dd]e[nr]?|DE[NR]?|[Tt]e[nr]?|TE[NR]?|[Vv]on|[Hh]et|[Ii]n|[Oo]p|[Uu]i[jt]t?|[Aa]an|[Oo]nder|[Oo]ver|[Vv]oor|[Bb]ij|"
    r"['’]?t|['’][ns]|[Ee]l|[Aa]l|[Bb]en|[Ll][ae]|[Dd][aiu]|[Dd]os|[Dd]el(?:la)?|[Tt]o[et]|[Aa]f|[Zz]u[mr]?)"
)

# --- verbs of saying

REPORTING = frozenset(
    listed(
        """
        geeft meldt vraagt benoemt noemt stelt licht vat schetst omschrijft beschrijft attendeert presenteert benadrukt
        merkt zegt antwoordt reageert vult deelt informeert bedankt dankt complimenteert wijst adviseert bepleit pleit
        concludeert constateert vindt verzoekt roept onderschrijft ondersteunt steunt stemt herkent herhaalt legt leidt
        verwijst vertelt waarschuwt belooft bevestigt beaamt erkent ontkent betreurt hoopt verwacht denkt meent oppert
        suggereert rapporteert praat koppelt bespreekt behandelt beantwoordt hecht nuanceert illustreert introduceert
        kondigt spreekt opent heet sluit toont blikt kijkt memoreert brengt haalt staat onderstreept verduidelijkt
        verklaart toelicht rondt resumeert recapituleert wenst begrijpt ziet mist biedt draagt peilt polst motiveert
        stipt refereert voegt vervolgt feliciteert prijst waardeert bekritiseert ervaart signaleert kiest snijdt uit
        klaagt relativeert wil twijfelt herinnert bestrijdt werpt overweegt preciseert verkent voelt weet betwijfelt
        schrikt verontschuldigt bepleit tekent laat liet
        geven melden vragen benoemen noemen stellen lichten schetsen omschrijven beschrijven presenteren benadrukken
        merken zeggen antwoorden reageren vullen delen wijzen adviseren vinden verzoeken roepen onderschrijven
        ondersteunen herkennen verwijzen vertellen waarschuwen bevestigen denken pleiten spreken bedanken danken
        gaf meldde vroeg benoemde noemde stelde lichtte vatte schetste omschreef beschreef attendeerde presenteerde
        benadrukte merkte zei antwoordde reageerde vulde deelde informeerde bedankte dankte complimenteerde wees
        adviseerde bepleitte pleitte concludeerde constateerde vond verzocht riep onderschreef ondersteunde steunde
        stemde herkende herhaalde legde leidde verwees vertelde waarschuwde beloofde bevestigde beaamde erkende
        betreurde hoopte verwachtte dacht meende opperde suggereerde rapporteerde praatte koppelde besprak behandelde
        beantwoordde introduceerde kondigde sprak opende heette sloot toonde blikte keek bracht haalde onderstreepte
        verduidelijkte verklaarde rondde begreep zag miste bood voegde vervolgde feliciteerde signaleerde gaven meldden
        vroegen noemden wezen voelde wist betwijfelde schrok tekende verontschuldigde
        ergert vreest somt verzucht typt verzekert corrigeert betoogt beweert vermoedt gelooft becijfert citeert hekelt
        roemt verwelkomt aarzelt snapt verneemt klaagt verdedigt betwist protesteert repliceert verwoordt typeert
        verwondert verbaast verheugt eist verwerpt weerspreekt weerlegt beklemtoont accentueert ontraadt opteert
        kwalificeert herdenkt prefereert ergerde vreesde somde verzuchtte typte verzekerde
        corrigeerde betoogde beweerde vermoedde geloofde becijferde citeerde hekelde verwelkomde aarzelde snapte vernam
        verdedigde betwistte protesteerde verwoordde typeerde verwonderde verbaasde eiste verwierp weersprak
        weerlegde beklemtoonde ontraadde memoreerde verwelkomen vrezen willen verlangt verlangde
        repliceerde bezweert bezwoer acht achtte
        """
    )
)
"""Verbs that tell what somebody said, thought or did in the meeting; enough behind a person or a role."""

AUXILIARY = frozenset(
    listed(
        """
        is was heeft had kan kon wil wilde zou mag moet laat liet doet deed maakt maakte neemt nam zet gaat krijgt zal
        blijft
        """
    )
)
"""Verbs that say little by themselves: a turn only where a paragraph begins, or a verb of saying follows."""

NOT_SAYING = frozenset(
    listed(
        """
        levert stuurt zorgt verspreidt organiseert plant pakt zoekt regelt bericht mailt belt vertegenwoordigt verzorgt
        inventariseert onderzoekt bereidt werkt houdt vervangt verlaat schuift komt gaat start begint tekent krijgt
        woont volgt treedt verstuurt past vaardigt verleent agendeert stemt overlegt maakt neemt betrekt
        """
    )
)
"""What somebody will do rather than says: never a turn by itself."""

SPEECH = frozenset(
    listed(
        """
        meldt vraagt benadrukt zegt antwoordt reageert informeert adviseert concludeert constateert verzoekt
        onderschrijft bevestigt beaamt verwacht vertelt waarschuwt rapporteert benoemt noemt schetst beschrijft
        presenteert herkent wijst meldde vroeg benadrukte zei antwoordde reageerde informeerde adviseerde concludeerde
        vertelde waarschuwde rapporteerde pleit pleitte bepleit bepleitte
        wees beaamde bevestigde onderschreef verzocht constateerde beschreef herkende
        appte melden vragen benadrukken zeggen antwoorden schetste presenteerde benoemde
        noemde
        """
    )
)
"""Verbs that tell of speaking by themselves, so that an organisation or an unknown word can be their subject."""

PERSONAL = frozenset(
    listed(
        """
        benadrukt antwoordt reageert beaamt vertelt zegt bevestigt onderschrijft waarschuwt merkt vult licht vat sluit
        benadrukte antwoordde reageerde beaamde vertelde zei
        """
    )
)
"""Verbs whose subject is a person: they make a name of a capitalised word that nothing else explains."""

_GIVING = (
    "aan|toelichting|uitleg|presentatie|mee|weer|inzicht|terugkoppeling|beeld|compliment|complimenten|akkoord|antwoord"
)

ONLY_WITH = {
    "tekent": r".{0,60}\baan\b",
    "tekende": r".{0,60}\baan\b",
    "vult": r"(?: \w+){0,2} aan\b(?! en)",
    "vulde": r"(?: \w+){0,2} aan\b",
    "laat": r".{0,60}\b(?:weten|zien)\b",
    "liet": r".{0,60}\b(?:weten|zien)\b",
    "vraagt": r"(?! \w+ (?:\w+ )?op\b)",
    "spreken": r"(?!.{0,60}\b(?:door|af)(?:[.,;]|$))",
    "spreekt": r"(?!.{0,60}\b(?:door|af)(?:[.,;]|$))",
    "stemt": r"(?!.{1,60}\baf\b)",
    "kijkt": r" (?:\w+ ){0,4}?(?:terug|vooruit|uit|positief|kritisch|anders|met)\b",
}
"""Verbs of `REPORTING` that tell of something else, unless this follows them."""

PARTICLES = {
    "geeft": _GIVING,
    "gaf": _GIVING,
    "geven": _GIVING,
    "stelt": "voor|vraag|vragen|dat",
    "stelde": "voor|vraag|vragen|dat",
    "licht": "toe",
    "lichtte": "toe",
    "merkt": "op",
    "merkte": "op",
    "deelt": "mee|mede|zorg|zorgen|mening",
    "deelde": "mee|mede",
    "vult": "aan",
    "vulde": "aan",
    "legt": "uit",
    "roept": "op",
    "kijkt": "terug",
    "blikt": "terug",
    "vat": "samen",
    "koppelt": "terug",
    "praat": "bij",
    "leidt": "in",
    "sluit": "af|aan|vergadering|overleg",
    "spreekt": "uit|dank|waardering|zorg|zorgen",
    "brengt": "in|voren|ter",
    "zegt": "toe|dat",
    "pleit": "voor",
    "laat": "weten|zien",
    "doet": "verslag|oproep|mededeling",
}
"""What a light verb needs later in its clause to be one of speaking, with a bare word as subject."""

BODY_PARTICLES = {
    "gaf": "aan|toelichting|uitleg|presentatie|terugkoppeling",
    "geven": "aan|toelichting|uitleg",
    "deelt": "mee|mede",
    "deelde": "mee|mede",
    "licht": "toe",
    "lichtte": "toe",
    "merkt": "op",
    "merkte": "op",
    "roept": "op",
    "vult": "aan",
    "laat": "weten",
    "koppelt": "terug",
    "stelt": "voor|op prijs",
    "biedt": "aan",
    "bood": "aan",
    "riep": "op",
    "sluit": r"zich(?: \w+)? aan",
    "sloot": r"zich(?: \w+)? aan|riep op",
    "geeft": r"aan|toelichting|uitleg|presentatie|terugkoppeling|als verklaring|beeld|inzicht|overzicht|reactie|update",
    "heeft": r"laten weten|gemeld|aangegeven|bericht|meegedeeld|medegedeeld|laten blijken|ingebracht|laten vragen"
    r"|bekendgemaakt|geschreven|gevraagd|verklaard|verzocht|gewaarschuwd|voorgesteld|gemaild|gewezen",
    "had": r"laten weten|gemeld|aangegeven|bericht|meegedeeld|medegedeeld|gemaild|geschreven|verzocht|uitgesproken"
    r"|gewezen|laten vragen",
    "hebben": r"laten weten|gemeld|aangegeven|bericht|meegedeeld|medegedeeld",
}
"""The same with a body as subject, of which more is told than what it says."""

PASSIVE_PARTICIPLES = (
    r"(?:aangegeven|gemeld|gevraagd|opgemerkt|gewezen|toegelicht|benadrukt|medegedeeld|meegedeeld|voorgesteld|benoemd|"
    r"genoemd|geschetst|gepresenteerd|aangevuld|geantwoord|gereageerd|verzocht|geadviseerd|toegezegd|ingebracht|"
    r"aangekaart|gewaarschuwd|geconstateerd|geconcludeerd|bepleit|onderschreven|verwezen|teruggekoppeld|stilgestaan|"
    r"opgeroepen|bevestigd|uitgelegd|aangehaald|gezegd|verteld|(?<!schriftelijk )beantwoord|samengevat|gememoreerd"
    r"|geopperd|betoogd|verklaard|geoordeeld|gerapporteerd|gesuggereerd|aangedrongen|betreurd|betwijfeld|onderstreept|herinnerd"
    r"|ontkend|betwist|weerlegd|becijferd|weersproken|opgeworpen|tegengeworpen|aangetekend|gesignaleerd|uiteengezet|bestreden|beaamd|ontraden"
    r"|naar voren gebracht|ter sprake gebracht|in herinnering gebracht)"
)

NOT_SAID = frozenset(
    listed(
        """
        wordt worden werd werden afwezig verhinderd ziek aanwezig vertrekt verlaat arriveert zullen zijn waren hebben
        en of met uit van voor bij te om op in tot dat die als maar dan door naar over aan
        """
    )
)
"""What directly behind a person means that the person is not speaking here."""

# --- verbs of doing

_UP = r"op(?! (?:de|het|een|dit|deze|zijn|haar|korte|basis|grond|\d))"

_DOING_WITH = {
    "neem neemt nemen": rf" .{{0,80}}(?:contact|op zich|mee|{_UP}|initiatief|voortouw)",
    "prik prikt prikken": r" .{0,20}\b(?:een|de) (?:nieuwe )?(?:datum|afspraak|moment)",
    "trek trekt trekken": r" (?:de kar|dit|deze)",
    "koop koopt kopen": r" .{1,60} in(?=[.;,]|$| \[)",
    "doet doen": r" .{0,20}\b(?:navraag|een voorstel)\b",
    "overlegt": r" (?:hierover |dit |daarover |verder )?met",
    "rondt ronden": r" .{1,60} af(?= met|[.,;]|$)",
    "dient": r" (?!ertoe|als|om|te).{1,60} in(?= bij|[.,;]|$)",
    "werft werven beantwoordt beantwoorden": "",
    "voeren": r" .{0,30}\bgesprek\w*",
    "pas past passen": r" .{1,80} aan",
    "wijst wijzen": r" .{1,80} aan(?! (?:de|het|een|alle)\b)",
    "zoek zoekt zoeken": rf" .{{0,80}}\b(?:uit|{_UP}|contact)",
    "pak pakt pakken": rf" .{{1,80}} {_UP}",
    "stuur stuurt sturen verstuur verstuurt versturen verspreidt verspreiden": "",
    "mail mailt mailen bel belt bellen bericht berichten benadert instrueert": "",
    "informeert informeren": r"(?! (?:of|naar|hoe|wat|wanneer|waarom|wie)\b)",
    "organiseert organiseren inventariseert inventariseren agendeert agenderen coördineert": "",
    "onderzoekt onderzoeken evalueert evalueren actualiseert regelt regelen verzamelt belegt": "",
    "verkent verkennen betrekt formuleert checkt toetst bezoekt": "",
    "lever levert leveren": r" .{0,80}\b(?:aan|een|het|de)",
    "stemt stemmen": r" .{1,80} af",
    "zet zetten": r" .{1,80} (?:op|uit|door)",
    "plan plant plannen": r" .{0,80}\b(?:in|een|het|de)",
    "stel stelt stellen": rf"(?! voor) .{{1,80}} (?:{_UP}|samen|beschikbaar)(?! te)",
    "koppel koppelt koppelen": r" .{0,80}\bterug",
    "bereidt bereiden": r" .{1,80} voor",
    "maak maakt maken": r" .{0,20}\b(?:een|het|de|afspraken|hiervan|hierover|daarvan|daarvoor)",
    "werk werkt werken": r" .{1,80} (?:uit|bij(?=[.,;]|$))",
    "leg legt leggen": r"(?! uit\b) .{0,100}\b(?:voor|contact(?= met))",
    "zorg zorgt zorgen": r" .{0,30}\b(?:voor|dat|ervoor)",
    "draagt": r" .{0,30}\bzorg",
    "breng brengt brengen": r" .{1,80} (?:in kaart|in beeld|onder de aandacht|rond(?= in|[.,;]|$))"
    r"| (?:dit|dat|het) in bij",
    "gaat kijk kijkt kijken": r" .{0,60}\b(?:na|naar|of)",
    "vraagt vragen": r" (?!.{0,40}\bom\b).{1,60} (?:op(?= bij|[.,;]|$)|na(?= bij| hoe| of| wat|[.;]|$))",
    "kaart kaarten": r" .{0,60} ?aan(?= bij| in|[.,;]|$)",
    "bespreekt bespreken": r" (?:dit|het|met)",
    "deel deelt delen": r"(?! me[de]| dat\b) .{0,10}\b(?:het|de|dit|deze|een)"
    r"(?! (?:\w+ )?(?:zorg|zorgen|mening|resultaten|ervaring\w*|analyse|bevindingen|indruk\w*|opvatting)\b)",
    "nodig nodigt": r" .{1,80} uit",
    "houd houdt houden": r" (?:.{0,20} ?contact|.{1,60} (?:op de hoogte|in de gaten))",
    "schrijf schrijft schrijven": r"(?! dat\b) .{0,30}\b(?:een|het|de)",
    "kom komt komen": r" .{0,80} ?met (?:een|het|de)",
    "laat laten": r" (?:jullie|u|het|ons|hem|haar|de \w+|v[oó][oó]r \d\w* \w+|uiterlijk \w+ \w+|volgende \w+|"
    r"komende \w+|binnen \w+ \w+) .{0,20}weten",
    "begin begint beginnen": r"(?! met een\b) .{0,60}\bmet",
    "vult": r"(?! aan\b) .{1,60} aan(?! (?:dat|een|de|het)\b)",
    "voert": r" .{0,30}\bgesprek\w*",
}

DOES = {verb: needed for verbs, needed in _DOING_WITH.items() for verb in listed(verbs)}
"""Verbs of taking something on, with what must follow in their clause; nothing, where they say it by themselves."""

# --- words that are no names

STOP_CAPITALS = frozenset(
    listed(
        """
        De Het Een Deze Dit Die Dat Er Hij Zij Ze We Wij Ik Jullie Men Ook Dan Daar Daarna Daarnaast Daarbij Daarom Hier
        Hierop Hierbij Hiervoor Verder Voor Na Naast In Op Om Onder Over Bij Met Door Uit Tot Te Ten Van Vanuit Vanaf
        Via Volgens Tijdens Wegens Als Aan Alle Allen Alleen Al Wat Waar Wanneer Welke Wie Hoe Waarom Is Zijn Was Waren
        Wordt Worden Heeft Hebben Kan Kunnen Zal Zullen Gaat Gaan Moet Moeten Mag Geen Niet Nog Nu En Of Maar Want Dus
        Omdat Zodat Zo Sinds Samen Primair Ambtelijk Aansluitend Aanvullend Allereerst Eerst Eerder Elke Ieder Iedere
        Iedereen Inmiddels Indien Mocht Mede Namens Onlangs Rond Sommige Steeds Tevens Toch Vandaag Vanwege Veel Wel
        Wellicht Zowel Zoals Zie Bovendien Echter Helaas Uiteindelijk Uiterlijk Meer Minder Mogelijk Momenteel Binnen
        Binnenkort Buiten Conform Dank Eind Begin Medio Half Eigenlijk Eerlijk Goed Graag Prima Akkoord Besloten
        Afgesproken Conclusie Besluit Actie Vraag Antwoord Opmerking Gemeente Gemeenten Onderwerp Agenda Agendapunt
        Bijlage Datum Tijd Locatie Aanwezig Afwezig Pagina Nr NR Kort Ter Tenslotte Vervolgens Hopelijk Hun Haar Onze
        Later Straks Soms Vaak Meestal Nogmaals Desgevraagd Hierover Daarover Daartoe Hiertoe Hierna Vooraf Achteraf
        Gisteren Morgen Ondertussen Intussen Voorts Bijvoorbeeld Zeker Ondanks Gezien Gelet Mits Hoewel Terwijl Toen
        Zodra Totdat Tenzij Doordat Evenals Enkele Diverse Meerdere Beide Elk Heel Nooit Altijd Natuurlijk Gelukkig
        Daarop Daardoor Waarop Waarna Nieuwe Eerste Tweede Derde Laatste Een Eén Één Twee Drie Vier Vijf
        Ons Mijn Volgende Volgend Vorige Vorig Komende Overige Verder
        """
    )
)
"""Capitalised because they begin a sentence; never a name by themselves."""

NO_SUBJECT = frozenset(
    listed(
        """
        Besluit Besluiten Actie Acties Actiepunt Actiepunten Conclusie Conclusies Afspraak Afspraken Toezegging Vraag
        Vragen Antwoord Reactie Toelichting Datum Tijd Tijdstip Plaats Locatie Aanwezig Aanwezigen Afwezig Afwezigen
        Deelnemers Voorzitter Secretaris Notulist Verslag Agenda Onderwerp Bijlage Bijlagen Status Betreft Kenmerk
        Advies Voorstel Stand Opmerking Opmerkingen Aandachtspunt Aandachtspunten Discussie Bespreking Naschrift Noot
        Let Rondvraag Mededeling Mededelingen Gemeente Gemeenten Onderzoek Rapport Politie Werkgroep Commissie College
        Raad Vergadering Jaarverslag Gevraagd Doel Planning Kosten Financiën Samenvatting Inleiding Achtergrond Vervolg
        Tot Slot Pagina Burgemeesters Inwoners Ondernemers Bestuurders Niemand Iedereen Onderwerpen Punt Agendapunt
        Termijn Deadline Gereed Portefeuille Portefeuillehouder Houder Eigenaar Toezeggingen Amendement Motie Budget
        Email E-mail Telefoon Contact Adres Verzonden Van Aan Cc Namens Iemand Praktijk Ervaring Inbreng Spreker
        """
    )
)
"""Capitalised words that open a line or sentence and are nobody's name."""

DOCUMENTS = frozenset(
    listed(
        """
        Verslag Notulen Besluitenlijst Terugkoppeling Agenda Conceptverslag Concept Actielijst Afsprakenlijst
        Gespreksverslag Memo Notitie Jaarverslag Evaluatie Vergadering Overleg Bijeenkomst Subsidieverzoek Aanvraag
        Uitnodiging
        """
    )
)
"""Words for papers and meetings that stand before a body's name and are no part of it."""

NO_ABBREVIATIONS = frozenset(
    listed(
        """
        NL EU VS UK BRD NR AC DC PV ID IP IT ICT AI TV GPS GSM SMS APP PDF CT CO CV BV NV VOF ZZP BSN KVK BTW WOZ DNA
        COVID CBD XTC GHB MDMA EHBO AED BHV OZB PGA PGB HBO MBO VMBO VWO HAVO WK EK OK TBS TBV TAV IVM IPV BOA BOAS OVJ
        OvJ HOvJ AVG APV WOB WOO WMO BIO USB CD DVD HRM PR TOEL MDA VVC ANPR CCTV GRIP SOS FAQ ACTIE NOOT LET OP DE HET
        EN VAN TER DB AB MT OR
        BRP MSC CC BCC FW RE TT VOG VOGS OOV LCMS ISPS IVP BAG WW PGB VTH QR PDCA SMART HRB Q1 Q2 Q3 Q4
        PvA PvE UAV FG ZSM PGP ESC BESLUIT
        """
    )
)
"""Capitals that name no body."""

# --- time


MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, start=1) for name in listed(names)}

WEEKDAYS = {name: at for at, name in enumerate(listed("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"))}
