"""Words of the language that rules look at: titles, roles, reporting verbs, bodies, stop words. No facts, no logic."""

from __future__ import annotations

HONORIFICS = frozenset("dhr heer mevr mevrouw mw meneer".split())

ROLES = frozenset(
    """burgemeester bgm locoburgemeester loco-burgemeester wethouder gedeputeerde portefeuillehouder voorzitter
    vicevoorzitter vice-voorzitter secretaris gemeentesecretaris griffier minister staatssecretaris commandant
    districtschef districtscommandant teamchef eenheidschef sectorhoofd politiechef korpschef hoofdofficier officier
    officier\xa0van\xa0justitie hoofdofficier\xa0van\xa0justitie rechercheofficier gebiedsofficier wijkagent
    projectleider programmamanager programmaleider kwartiermaker procesregisseur coördinator directeur manager adviseur
    beleidsadviseur notulist dijkgraaf regioburgemeester raadslid afdelingshoofd clustermanager teammanager teamleider
    accountmanager ambtenaar beleidsmedewerker collega""".replace("\n", " ").split(" ")
) - {""}
"""Roles that can stand before a name or speak without one; a no-break space parts the words of one role."""

TITLES = HONORIFICS | {role.replace("\xa0", " ") for role in ROLES}

PLURAL_TITLES = frozenset(
    """dhrn heren dames mevrouwen mevrn mwn burgemeesters wethouders gedeputeerden portefeuillehouders raadsleden
    teamchefs ministers""".split()
)

ACADEMIC = r"(?:(?:drs|dr|mr|ir|ing|prof|jhr|ds|bc|mgr)\.?(?:[ \xa0](?:drs|dr|mr|ir|ing)\.?)?[ \xa0])?"

TUSSENVOEGSEL = (
    r"(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]?|[Vv]on|[Hh]et|[Ii]n|[Oo]p|[Uu]i[jt]t?|[Aa]an|[Oo]nder|[Oo]ver|[Vv]oor|[Bb]ij|"
    r"['’][tns]|’t|[Ee]l|[Aa]l|[Bb]en|[Ll][ae]|[Dd][aiu]|[Dd]os|[Dd]el(?:la)?|[Tt]o[et]|[Aa]f|[Zz]u[mr]?)"
)

REPORTING = frozenset(
    """geeft meldt vraagt benoemt noemt stelt licht vat schetst omschrijft beschrijft attendeert presenteert benadrukt
    merkt zegt antwoordt reageert vult deelt informeert bedankt dankt complimenteert wijst adviseert bepleit pleit
    concludeert constateert vindt verzoekt roept onderschrijft ondersteunt steunt stemt herkent herhaalt legt leidt
    verwijst vertelt waarschuwt belooft bevestigt beaamt erkent ontkent betreurt hoopt verwacht denkt meent oppert
    suggereert rapporteert praat koppelt bespreekt behandelt beantwoordt hecht nuanceert illustreert introduceert kondigt
    spreekt opent heet sluit toont blikt kijkt memoreert brengt haalt staat onderstreept verduidelijkt verklaart
    toelicht rondt resumeert recapituleert wenst begrijpt ziet mist biedt draagt peilt polst motiveert stipt refereert
    voegt vervolgt feliciteert prijst waardeert bekritiseert ervaart signaleert kiest snijdt kaart uit klaagt relativeert
    wil weten twijfelt sluit herinnert verzet bestrijdt licht werpt overweegt preciseert verkent
    geven melden vragen benoemen noemen stellen lichten schetsen omschrijven beschrijven presenteren benadrukken merken
    zeggen antwoorden reageren vullen delen wijzen adviseren vinden verzoeken roepen onderschrijven ondersteunen herkennen
    verwijzen vertellen waarschuwen bevestigen denken pleiten spreken bedanken danken
    gaf meldde vroeg benoemde noemde stelde lichtte vatte schetste omschreef beschreef attendeerde presenteerde benadrukte
    merkte zei antwoordde reageerde vulde deelde informeerde bedankte dankte complimenteerde wees adviseerde bepleitte
    pleitte concludeerde constateerde vond verzocht riep onderschreef ondersteunde steunde stemde herkende herhaalde legde
    leidde verwees vertelde waarschuwde beloofde bevestigde beaamde erkende betreurde hoopte verwachtte dacht meende
    opperde suggereerde rapporteerde praatte koppelde besprak behandelde beantwoordde introduceerde kondigde sprak opende
    heette sloot toonde blikte keek bracht haalde onderstreepte verduidelijkte verklaarde rondde begreep zag miste bood
    voegde vervolgde feliciteerde signaleerde gaven meldden vroegen noemden wezen""".split()
)
"""Verbs that tell what somebody said, thought or did in the meeting; enough behind a person or a role."""

AUXILIARY = frozenset(
    "is was heeft had kan kon wil wilde zou mag moet laat liet doet deed maakt maakte neemt nam zet gaat krijgt zal blijft".split()
)
"""Verbs that say little by themselves: a turn only where a paragraph begins, or a verb of saying follows."""

DOING = frozenset(
    """levert stuurt zorgt verspreidt organiseert plant pakt zoekt regelt bericht mailt belt vertegenwoordigt verzorgt
    inventariseert onderzoekt bereidt werkt houdt vervangt verlaat schuift komt gaat start begint tekent krijgt woont
    volgt treedt verstuurt agendeert stemt overlegt maakt neemt betrekt""".split()
)
"""What somebody will do rather than says: never a turn by itself."""

SPEECH = frozenset(
    """meldt vraagt benadrukt zegt antwoordt reageert informeert adviseert concludeert constateert verzoekt onderschrijft
    bevestigt beaamt verwacht vertelt waarschuwt rapporteert benoemt noemt schetst beschrijft presenteert herkent wijst
    meldde vroeg benadrukte zei antwoordde reageerde informeerde adviseerde concludeerde vertelde waarschuwde
    rapporteerde melden vragen benadrukken zeggen antwoorden schetste presenteerde benoemde noemde""".split()
)
"""Verbs that tell of speaking by themselves, so that an organisation or an unknown word can be their subject."""

PARTICLES = {
    "geeft": "aan|toelichting|uitleg|presentatie|mee|weer|inzicht|terugkoppeling|beeld|compliment|complimenten|akkoord|antwoord",
    "gaf": "aan|toelichting|uitleg|presentatie|mee|weer|inzicht|terugkoppeling|beeld|compliment|complimenten|akkoord|antwoord",
    "geven": "aan|toelichting|uitleg|presentatie|mee|weer|inzicht",
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
    "geeft": "aan|toelichting|uitleg|presentatie|terugkoppeling",
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
    "stelt": "voor",
}
"""The same with a body as subject, of which more is told than what it says."""

PASSIVE_PARTICIPLES = (
    r"(?:aangegeven|gemeld|gevraagd|opgemerkt|gewezen|toegelicht|benadrukt|medegedeeld|meegedeeld|voorgesteld|benoemd|"
    r"genoemd|geschetst|gepresenteerd|aangevuld|geantwoord|gereageerd|verzocht|geadviseerd|toegezegd|ingebracht|"
    r"aangekaart|gewaarschuwd|geconstateerd|geconcludeerd|bepleit|onderschreven|verwezen|teruggekoppeld|stilgestaan|"
    r"opgeroepen|bevestigd|uitgelegd|aangehaald|gezegd|verteld|beantwoord|samengevat)"
)

NOT_SAID = frozenset(
    """wordt worden werd werden afwezig verhinderd ziek aanwezig vertrekt verlaat arriveert zullen zijn waren hebben
    en of met uit van voor bij te om op in tot dat die als maar dan door naar over aan""".split()
)
"""What directly behind a person means that the person is not speaking here."""

STOP_CAPITALS = frozenset(
    """De Het Een Deze Dit Die Dat Er Hij Zij Ze We Wij Ik Jullie Men Ook Dan Daar Daarna Daarnaast Daarbij Daarom Hier
    Hierop Hierbij Hiervoor Verder Voor Na Naast In Op Om Onder Over Bij Met Door Uit Tot Te Ten Van Vanuit Vanaf Via
    Volgens Tijdens Wegens Als Aan Alle Allen Alleen Al Wat Waar Wanneer Welke Wie Hoe Waarom Is Zijn Was Waren Wordt
    Worden Heeft Hebben Kan Kunnen Zal Zullen Gaat Gaan Moet Moeten Mag Geen Niet Nog Nu En Of Maar Want Dus Omdat
    Zodat Zo Want Sinds Samen Primair Ambtelijk Aansluitend Aanvullend Allereerst Eerst Eerder Elke Ieder Iedere
    Iedereen Inmiddels Indien Mocht Mede Namens Onlangs Rond Sommige Steeds Tevens Toch Tot Vandaag Vanwege Veel Wel
    Wellicht Zowel Zoals Zie Bovendien Echter Helaas Uiteindelijk Uiterlijk Meer Minder Mogelijk Momenteel Binnen
    Binnenkort Buiten Conform Dank Eind Begin Medio Half Eigenlijk Eerlijk Goed Graag Prima Akkoord Besloten Afgesproken
    Conclusie Besluit Actie Vraag Antwoord Opmerking Gemeente Gemeenten Onderwerp Agenda Agendapunt Bijlage Datum Tijd
    Locatie Aanwezig Afwezig Pagina Nr NR Kort Ter Tenslotte Tot Vervolgens Hopelijk Hun Haar Onze Ons Mijn Zijn""".split()
)
"""Capitalised because they begin a sentence; never a name by themselves."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari febr feb",
            "maart mrt",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "augustus aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

WEEKDAYS = {
    name: number for number, name in enumerate("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split())
}

NO_ABBREVIATIONS = frozenset(
    """NL EU VS UK BRD NR AC DC PV ID IP IT ICT AI TV GPS GSM SMS APP PDF CT CO CV BV NV VOF ZZP BSN KVK BTW WOZ DNA
    COVID CBD XTC GHB MDMA EHBO AED BHV OZB PGA PGB HBO MBO VMBO VWO HAVO WK EK OK TBS TBV TAV IVM IPV BOA BOAS OVJ OvJ
    HOvJ AVG APV WOB WOO WMO BIO DVO-overleg USB CD DVD HRM PR TOEL MDA VVC ANPR CCTV GRIP SOS FAQ ACTIE NOOT LET OP DE
    HET EN VAN TER DB AB MT OR PvA PvE UAV ZSM PGP ESC""".split()
)
"""Capitals that name no body."""

NO_SUBJECT = frozenset(
    """Besluit Besluiten Actie Acties Actiepunt Actiepunten Conclusie Conclusies Afspraak Afspraken Toezegging Vraag
    Vragen Antwoord Reactie Toelichting Datum Tijd Tijdstip Plaats Locatie Aanwezig Aanwezigen Afwezig Afwezigen
    Deelnemers Voorzitter Secretaris Notulist Verslag Agenda Onderwerp Bijlage Bijlagen Status Betreft Kenmerk Advies
    Voorstel Stand Opmerking Opmerkingen Aandachtspunt Aandachtspunten Discussie Bespreking Naschrift Noot Let Rondvraag
    Mededeling Mededelingen Gemeente Gemeenten Onderzoek Rapport Politie Werkgroep Commissie College Raad Vergadering
    Jaarverslag Gevraagd Doel Planning Kosten Financiën Samenvatting Inleiding Achtergrond Vervolg Tot Slot Pagina
    Burgemeesters Inwoners Ondernemers Bestuurders Niemand Iedereen Onderwerpen Punt Agendapunt Email E-mail Telefoon
    Contact Adres Verzonden Van Aan Cc Namens Iemand Praktijk Ervaring""".split()
)
"""Capitalised words that open a line or sentence and are nobody's name."""
