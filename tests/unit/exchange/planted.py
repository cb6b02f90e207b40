"""Invented sentences of minutes, each with something planted in it that says who somebody is: `[[…]]`.

Nothing of it is annotated. They were written before the rules they test, in the shapes that people really use.
"""

from __future__ import annotations

import re

_PLANTED = re.compile(r"\[\[(.+?)\]\](?!\])")

_WRITTEN = """
Voor de piketdienst buiten kantoortijd belt u [[06-12 34 56 78]].
Zijn mobiel is [[06 1234 5678]], hij neemt altijd op.
Doorkiesnummer: [[(0123) 45 67 89]].
Meldkamer bereikbaar via [[+31 6 12 34 56 78]].
Het nummer [[0031612345678]] staat in de bijlage.
Bel [[+31(0)123-456789]] voor vragen.
tel. [[0123.456.789]] (secretariaat)
T [[0123 456789]] | M [[0612345678]]
Whatsapp naar [[06.12.34.56.78]] mag ook.
Doorkies [[45 67 89]] bij de gemeente.
Toestel [[3347]] is van het secretariaat.
Internationaal nummer uit Belgie: [[+32 475 12 34 56]].
Duitse melder via [[+49 123 456 7890]].
De melder mailde vanaf [[k.vanleersum@hetnet.nl]] naar de gemeente.
Stukken graag naar [[secretaris.dvo@veiligheid.regio-duinrand.nl]].
Mail: [[jdv (at) duinrand (punt) nl]].
Mailadres [[t.okkerse [at] gmail.com]] is doorgegeven.
Reageren kan via [[p.brandsma@ duinrand.nl]] tot vrijdag.
Zijn adres is [[hans_de_wit+wijk@xs4all.nl]].
Contact: [[Wessel punt Hoek apenstaartje ziggo punt nl]].
Zie https://www.linkedin.com/in/[[mireille-stappers]] voor achtergrond.
Twitteraccount [[@rikdejagertje]] wordt gemonitord.
De betrokkene heeft BSN [[123456782]] en is bekend.
Burgerservicenummer [[1234.56.782]] is nagetrokken.
bsn: [[123 456 782]].
Sofinummer [[111222333]] van de moeder.
BSN [[123456789]] bleek onjuist ingevoerd.
Het nummer [[999.99.0019]] komt niet voor in de BRP als BSN.
Uitbetaling op [[NL91 ABNA 0417 1643 00]] is gestopt.
Rekening [[nl91abna0417164300]] is bevroren.
Belgische rekening [[BE68 5390 0754 7034]] dook op.
Overboeking van [[DE89370400440532013000]].
Gironummer [[1234567]] was van de stichting.
IBAN [[NL91-ABNA-0417-1643-00]] is van de verdachte.
Een grijze bestelbus met kenteken [[GB-123-X]] is gezien.
Kenteken [[12-ABC-3]] staat op naam van de broer.
De auto ([[1-KDF-23]]) stond dubbel geparkeerd.
Het voertuig [[XP004T]] is in beslag genomen.
Een scooter, [[F-482-RB]], reed weg.
Oude Volvo met nummerbord [[FB-23-76]].
Trekker [[TBB-12-R]] was gestolen.
Kenteken [[83XH12]] is doorgegeven aan de politie.
Aanhanger [[WD 91 VK]] is weggesleept.
Motor met [[MG-XX-99]] reed door rood.
Duits kenteken [[KLE-AB 4712]] is gemeld.
kenteken [[h-123-kl]] (kleine letters).
Bezorgbus [[VZX-24-K]] blokkeerde de uitrit.
Taxi [[78-GH-KL]] stond zonder vergunning.
Brommer [[DTR-21-S]] werd teruggevonden.
Nieuw kenteken [[RX-123-D]] volgt.
De overlast speelt rond [[Molenstraat 14]].
Bewoner van [[Kerkdreef 8-bis]] klaagt.
Het pand [[Van Goghlaan 122a]] is gesloten.
Hennepkwekerij aangetroffen op [[Havenkade 3 hs]].
Woning [[Burgemeester Sloetsingel 45-II]] is verzegeld.
Aan de [[Oude Dijk nr. 7]] is een pand gesloten.
Post aan [[Postbus 3021, 5140 BA]] Waalgaarde.
Adres: [[2e Weteringplantsoen 9]], derde bel.
Postcode [[4811 XH]] komt vaak voor.
postcode [[4811xh]] huisnummer [[12]].
Adres [[Lage Zwaluwe 33]] is bij de wijkagent bekend.
Het echtpaar woont op [['t Hof 6]].
Brief gestuurd naar [[Wilhelminapark 19, 4818 SL Breda]].
Garagebox achter [[Singel 210 C]] leeggehaald.
Woonwagenkamp [[De Kempen 4]] is onderzocht.
Zij verblijft aan [[Prins Bernhardstr. 27]] boven.
Locatie [[Plein 1940 nr 2]] krijgt camera's.
Brand aan de [[Dr. Schaepmanstraat 11]] gisteren.
De woning op nummer [[47]] in de Wilgenlaan is gesloten.
Mevrouw [[Stapersma]] gaf aan dat ze bang is.
De heer [[Van der Woerd]] heeft zich gemeld.
dhr. [[J.W. Kuiperij]] tekende bezwaar aan.
Mw. [[A. El Bouazzaoui]] krijgt een huisverbod.
Meneer [[Oyelaran]] is uitgeprocedeerd.
Wijkagent [[Tjeerd Hovinga]] houdt toezicht.
Casus [[Yilmaz]] is opgeschaald.
De casus-[[Verbruggen]] wordt besproken.
Dossier [[Okkerse]] is gesloten.
Zaak [[K. Lemmens]] loopt nog.
Familie [[Terpstra-Bouma]] krijgt begeleiding.
Het gezin [[Hakvoort]] is verhuisd.
De broers [[Adriaansen]] zijn aangehouden.
Verdachte [[M. de R.]] zit vast.
Hij, [[R.S.]], is vrijgelaten.
De 34-jarige [[Youssef B.]] is aangehouden.
[[JdV]] neemt contact op met de school.
[[PvdB]] zegt toe dit uit te zoeken.
Actie: [[M. Groeneveld]].
[[Groeneveld]] zegt dat het rustig is gebleven.
[[SANDERS]] vraagt naar de stand van zaken.
Volgens [[Anneke]] is de situatie verbeterd.
[[Kees]] meldt dat het plein leeg is.
Buurman [[Harm]] klaagt over geluid.
Aan [[Fatima]] is gevraagd dit op te pakken.
Zijn zus [[Samira El Khattabi]] is ook gehoord.
De moeder, [[mevr. Smit-de Boer]], werkt mee.
[[Van den Heuvel-Rijnders]] wil een besluit.
Gesproken met [[De Vries']] advocaat.
[[Pieters']] verzoek is afgewezen.
[[Hendriks's]] vergunning is ingetrokken.
Advocaat mr. [[L.B. ter Haar]] voert verweer.
Ondertekend: [[W.F.M. van Roessel]], secretaris.
namens deze, [[drs. E. Pruijssers]]
Verslag: [[Lisanne Nieuwkoop]]
Notulist: [[B. Okma]]
Afwezig met kennisgeving: [[Dirk-Jan Postma]].
Geboren [[12-03-1984]] te Tilburg.
Verdachte (geb. [[3 mei 1991]]) is bekend.
geboortedatum [[1979-11-30]]
Hij is van [[07/08/88]] en woont bij zijn moeder.
CJIB-nummer [[8012 3344 5566 7788]] is onbetaald.
Paspoort [[NX3K45P21]] is ingenomen.
V-nummer [[283.112.9034]] van de vreemdeling.
Parketnummer [[01/234567-21]] is bekend bij het OM.
Mutatienummer [[PL2000-2021123456]] staat in BVH.
Zie bestand verslag_[[vanleersum]]_def.docx in de map.
Zie https://intranet.duinrand.nl/dossiers/[[okkerse]]-2021.
| [[T. Wolbers]] | wijkagent | [[0612345678]] |
| 3 | Plan van aanpak | [[Wolbers]] | 1 mei |
De man heet [[Abdelkarim Ouali]] en is 19 jaar.
Eigenaar [[Zhang Wei]] krijgt een dwangsom.
Exploitant [[Mehmet Özdemir]] levert de stukken.
Huisarts [[dr. Fokkema]] heeft gebeld.
Oud-burgemeester [[Terlouwen]] stuurde een brief.
Terugbellen kan op [[06 98 76 54 32]] na vijven.
Gsm [[+31-6-98765432]] staat bij de piketlijst.
Het alarmnummer van de exploitant is [[(099) 123 45 67]].
Hij sms'te vanaf [[06/98765432]].
Bereikbaar: [[0031 (0)99 123 4567]].
Secretariaat, tst. [[214 8]] of via de centrale.
Tel: [[123 45 67]], vragen naar de chef.
Frans nummer [[+33 6 12 34 56 78]] op de bon.
Stuur het naar [[m.c.oudenaarden@om-parket.example.nl]] s.v.p.
E-mail [[roos.vermeer AT kpnmail.nl]] klopt niet meer.
Zij heet online [[@bloempje_1998]] en post filmpjes.
Adres voor de nieuwsbrief: [[info+klacht@degroene-hoek.nl]].
bsn-nr [[999 99 0019]] hoort bij het dossier.
Identiteitskaart [[SPECI2014]] is verlopen.
Kenteken van de busjes: [[VKT-81-J]] en [[2-XYZ-88]].
Zwarte Golf, [[R-745-FB]], reed met hoge snelheid weg.
Grijze Audi met Pools kenteken [[WPR 45821]].
Nummerbord [[tx-498-b]] is gestolen.
De snorfiets (plaat [[DKB93L]]) is afgevoerd.
Het feest was in de [[Beukenstraat 7A]].
Op [[Nieuwe Markt 22-24]] zit nu een belwinkel.
De kelder van [[Oosterkade 115 bis]] stond onder water.
Afvaldumping achter [[Industrieweg 9]].
Overlast bij flat [[Hoge Hof 300]].
Bewoners van de [[St. Jansstraat 5]] dienden een petitie in.
Het kamerverhuurpand [[Ds. Sanderslaan 61 rood]] valt op.
Antwoordnummer [[1290, 7500 WB]] Enschede.
Zij woont sinds kort in [[7512 CD]].
Mevr. [[van 't Ende]] is gebeld.
De heer en mevrouw [[Assink]] willen verhuizen.
Dhr. [[Nguyen Thi]] opende een nagelstudio.
De familie [[Van Beuningen]] is bedreigd.
Twee zonen van [[Aydin]] zijn opgepakt.
[[Roel]] en [[Sjoukje]] nemen de actie over.
Raadslid [[F. Quaedvlieg]] stelde schriftelijke vragen.
De melding van [[Berendsen]] is afgehandeld.
Namens de winkeliers sprak [[Gülsüm Kaya]].
[[Kaya]] meldde drie inbraken.
Jeugdwerker [[Dwayne]] kent de groep.
De vader van [[Ilse V.]] wil hulp.
[[L.K.]] (17) kreeg een gebiedsverbod.
Verdachte [[Mo A.]] is voorgeleid.
Actiehouder: [[HvdB]]
Actie [[Marjolein]]: brief opstellen.
In casus [[D'Hondt]] is een plan gemaakt.
Dossier-[[Wiersma]] gaat naar het Veiligheidshuis.
[[VAN DER LAAK]]: Ik maak me zorgen.
[[OOSTERLOO]] vraagt of dat klopt.
Eigenaresse [[Chantal de Groot]] krijgt een waarschuwing.
Verhuurder [[Vastgoed Pieterman]] reageert niet.
| 7 | [[Hofstee]] | bellen met school |
Getuige [[Kuijpers]] trok de aangifte in.
Contactpersoon is [[Tine Ver Eecke]].
Met groet, [[Hedwig]]
cc: [[P. Nooitgedagt]]; [[Saskia Bril]]
Het slachtoffer, geboren op [[2 juli 2004]], is opgenomen.
geb.dat. [[14.02.1967]]
zie [[aangifte_wiersma_kevin]].pdf
Notulen: [[mw. Trui Hamstra-Bos]]
Aanwezig namens de buurt: [[Ab Scheper]], [[Nel Toering]]
"""


def sentences() -> list[tuple[str, list[str]]]:
    """Each sentence, and what is planted in it."""
    lines = _WRITTEN.strip().splitlines()
    return [(_PLANTED.sub(r"\1", line), _PLANTED.findall(line)) for line in lines]
