"""Dutch words by which a sentence shows what it does.

What a speaker of the language would name for each cue, and no collection of
texts: a list of words that was drawn from one would be about its subjects.
A trailing `*` stands for any ending.
"""

from __future__ import annotations

from annotations.cues import Cue

WORDS = {
    Cue.PERCENT: """
        procent percentage percentages
    """,
    Cue.MONEY: """
        euro euro's dollar dollars pond cent eur
    """,
    Cue.NUMBER: """
        twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien
        achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd honderden
        duizend duizenden miljoen miljoenen miljard miljarden mln mld tientallen dozijn half halve helft
        kwart derde kwartaal dubbel dubbele anderhalf anderhalve tweede
    """,
    Cue.UNIT: """
        jaar jaren maand maanden week weken dag dagen uur uren minuut minuten eeuw decennium decennia meter
        kilometer km centimeter hectare ton kilo kg gram liter vaten graden watt megawatt mensen mannen
        vrouwen kinderen doden slachtoffers gewonden gevallen
    """,
    Cue.DATE: """
        geleden sinds sedert
    """,
    Cue.PAST: """
        was waren had hadden werd werden geweest bleek bleken kreeg kregen ging gingen kwam kwamen deed
        deden zag zagen nam namen gaf gaven vond vonden stond stonden zat zaten lag lagen bleef bleven begon
        begonnen viel vielen liep liepen hield hielden verloor verloren won wonnen stierf overleed overleden
        steeg stegen daalde daalden zei zeiden schreef schreven sprak maakte maakten verkocht gekocht
        betaald bekend ontdekt vertrokken
    """,
    Cue.REPORTING: """
        zegt zeggen zei zeiden volgens meldt melden meldde gemeld stelt stellen stelde verklaart verklaarde
        blijkt bleek toont tonen aangetoond schrijft schreef bericht berichten bevestigt bevestigd ontkent
        waarschuwt waarschuwde belooft beloofde aangekondigd onderzoek onderzoekers onderzoeken studie
        studies rapport cijfers statistieken gegevens data enquête peiling deskundigen experts
        wetenschappers hoogleraar viroloog woordvoerder persconferentie
    """,
    Cue.QUANTITY: """
        meeste meerderheid aantal aantallen hoeveelheid gemiddeld gemiddelde totaal alle elke iedere niemand
        iedereen nooit altijd enige bijna ruim circa ongeveer zo'n minstens hooguit record
    """,
    Cue.COMPARISON: """
        meer minder hoger lager groter kleiner langer korter ouder jonger sneller goedkoper duurder sterker
        zwakker beter slechter erger hoogste laagste grootste kleinste langste oudste jongste beste
        slechtste ergste dan
    """,
    Cue.CHANGE: """
        stijg* gestegen steeg daal* gedaald toename toegenomen neemt afname afgenomen groei* gegroeid
        verdubbel* halveer* verhoog* verlaag* verlies verloren verliest sluit* gesloten open* geopend sterf*
        overleden dood besmet* stop* gestopt begin* start* verbied* verboden verbod beperk* uitgesteld
        afgelast geschrapt ontslag* failliet verkoop* koop* bouw* krijgt krijgen komt komen blijft blijven
        verdwijn* ontstaat ontstaan trekt wint vervangt vervangen behandeld opgenomen vrijgelaten opgepakt
        aangehouden beschuldigd verspreid*
    """,
    Cue.CAUSE: """
        omdat doordat waardoor daardoor oorzaak gevolg veroorza* dankzij wegens vanwege leidt leidde
    """,
    Cue.PUBLIC: """
        regering kabinet minister ministerie ministers premier burgemeester gemeente gemeenten provincie
        kamer raad parlement rechter rechtbank wet wetten wetsvoorstel verdrag akkoord beleid maatregel
        maatregelen overheid belasting belastingen begroting tekort schuld staatsschuld inflatie rente loon
        lonen inkomen economie economische handel export import olie gas energie banen werkloosheid
        werknemers werkgevers bedrijf bedrijven ondernemers bank banken industrie school scholen leerlingen
        studenten leraren universiteit ziekenhuis ziekenhuizen patiënten zorg verzekering pensioen
        pensioenen uitkering armoede migranten asielzoekers vluchtelingen grens misdaad criminelen politie
        gevangenis leger oorlog wapens verkiezingen partij partijen kiezers uitstoot klimaat bevolking
        inwoners boeren zieken zieke verpleegkundigen huisarts huisartsen patiënt ambtenaar ambtenaren
        kosten prijs prijzen subsidie lening winst omzet woningen huizen hypotheek fabriek fabrieken auto's
        stroom elektriciteit brandstof vervuiling wegen spoor luchthaven vliegveld moord geweld arrestatie
        verdachte veroordeeld proces bondgenoten sancties aanslag aanval ambassadeur commissie kandidaat
        grondwet rechten vergunning contract lobby toezicht inspectie onderwijs medisch medische ziekte
        epidemie pandemie quarantaine bond vakbond kerk sport club vaccin vaccins virus griep test tests
        testen arts artsen wereldwijd land landen europa europese nationale internationale
    """,
    Cue.STANCE: """
        stemde stemden gestemd tegen steunt steunde gesteund verwerpt verwierp weigert weigerde geweigerd
        tekende getekend ondertekend beloofd benoemd voorgesteld goedgekeurd afgekeurd aangenomen verboden
        verbiedt ingevoerd afgeschaft besloot besloten
    """,
    Cue.STATE: """
        is zijn heeft hebben wordt worden
    """,
    Cue.OPINION: """
        denk vind vinden hoop wens wil lijkt misschien wellicht waarschijnlijk vermoedelijk blijkbaar
        hopelijk helaas gelukkig eerlijk natuurlijk mooi goed slecht geweldig fantastisch belachelijk
        schandalig onzin triest verschrikkelijk belangrijk trots jammer leuk fijn lekker prachtig knap dom
        idioot bizar walgelijk respect mening zielig erg vreselijk heerlijk bang blij boos verdrietig moe
        zat raar vreemd gek grappig saai slim stom hypocriet schandelijk schande waardeloos hopen geloof
        geloven voel voelt verwacht snap begrijp weet lief lieve fijne mooie goede slechte
    """,
    Cue.MODAL: """
        moet moeten zou zouden mocht indien laat laten hoeft hoeven proberen graag
    """,
    Cue.PLAN: """
        zal zullen zult straks toekomst
    """,
    Cue.SELF: """
        ik mij me mijn mezelf m'n
    """,
    Cue.ADDRESS: """
        je jij jou jouw jullie u uw
    """,
    Cue.VAGUE: """
        ding dingen iets alles iemand ergens manier soort punt kwestie probleem problemen uitdaging situatie
        geval keuze verschil samen vooruit leven wereld zoiets dergelijke
    """,
    Cue.TALK: """
        dank bedankt dankjewel graag sorry hallo hoi goedemorgen goedenavond ja nee oh ach nou hé he hierbij
        fijne groet groetjes beste vrienden kijken luisteren lezen toch maar eens even gewoon tja succes
        sterkte gefeliciteerd alsjeblieft aub kijk luister lees
    """,
}
"""Some words of PUBLIC are chosen for what is written of most: money, law, work, health, war."""

_LEAST_COMPOUND = 5
"""Letters of the last part of a compound; *reis* does not end in *eis*."""

_COMPOUNDS = "|".join(word for word in WORDS[Cue.PUBLIC].split() if len(word) >= _LEAST_COMPOUND)

ENDINGS = {
    # Dutch writes compounds as one word: their last part says what they are.
    Cue.PUBLIC: rf"\w+(?:{_COMPOUNDS})",
    Cue.PAST: "[a-z]{0,8}ge[a-zë]{3,}(?:d|t|en)",
    # Verbs in the present: produceert, adviseert.
    Cue.CHANGE: "[a-z]{3,}eert",
}
"""Words that only their form tells."""

PHRASES = {
    Cue.REPORTING: "aldus|uit onderzoek|naar eigen zeggen|in feite|het feit",
    Cue.COMPARISON: "even ?veel als|ten opzichte van|vergeleken met|op zijn minst",
    Cue.CAUSE: "ten gevolge van|door (?:het|de|een)",
    Cue.OPINION: "volgens mij|ik denk|ik vind|naar mijn|wat een",
    Cue.PLAN: "van plan",
    Cue.TALK: "van harte|goede (?:avond|morgen)|laten we",
}
"""Several words that are one cue, in lower case."""
