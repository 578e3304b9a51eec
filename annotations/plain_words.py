"""Words that are common ones although a sentence begins with them: no names."""

from __future__ import annotations

from functools import cache

from annotations import cues_dutch, cues_english
from articles.language import STOP_WORDS

_STARTS = {
    "nl": """
        de het een die dat deze dit er hij zij ze wij we ik jij je u hun haar zijn ons onze in op aan bij
        met na om over per te tot uit van voor door ook maar en of want dus toch nu dan toen daar hier wie
        wat waar wanneer waarom hoe als omdat hoewel terwijl zodra volgens daarnaast daarom bovendien echter
        inmiddels intussen eerder later vooral zo niet geen alle veel sommige andere elke ieder iedere
        tijdens sinds tegen tussen onder zonder wel nog al pas net even ondanks dankzij wegens vanwege
        behalve naast achter boven rond vanaf binnen buiten samen alleen zelfs juist bijna ruim meer minder
        beide enkele verder vervolgens uiteindelijk tegelijk tenslotte namelijk immers wellicht misschien
        helaas gelukkig eerst soms vaak altijd nooit daarbij daarmee daarvoor daarna daarvan daarop hiermee
        hierbij hiervoor hierin hierover hierop hieruit daarin daarover daaruit daaronder daartegen daartoe
        waarbij waarmee waarin waarop waarvan waarvoor hoeveel hoelang welk welke wiens
        kortom overigens zeker vandaar zulke zelf mijn jouw uw jullie men
        iemand niemand iedereen niets alles iets mensen mannen vrouwen kinderen bewoners omwonenden critici
        experts deskundigen onderzoekers wetenschappers ouders leraren artsen bezoekers reizigers boeren
        bedrijven gemeenten burgemeester wethouder minister premier president directeur voorzitter
        woordvoerder hoogleraar tegenstanders voorstanders gevraagd vergeleken gezien gemiddeld gister
        gisteren vandaag morgen aanvankelijk afgelopen vorig vorige volgend volgende komend komende
        jarenlang
    """,
    "en": """
        the a an this that these those there he she it they we i you his her its their my your our in on at
        by with after before about over per to from of for and or but so yet now then here who what where
        when why how if because although while whether according also however moreover meanwhile earlier
        later still not no all many some other each every as since until during under most both one once
        only even despite without within between among against into through near behind above below along
        instead perhaps maybe unfortunately finally eventually first second next last more less few several
        which whose whom
        such people men women children residents critics experts researchers scientists officials parents
        teachers doctors visitors farmers companies councillors mayor minister president director chair
        spokesman spokeswoman professor asked compared seen yesterday today tomorrow again neither either
        nobody everyone someone nothing everything something opponents supporters last
    """,
}
"""What sentences begin with in either language, as a speaker would name it."""


@cache
def common_words(language: str) -> frozenset[str]:
    """Return common words of a language (ISO 639-1) in lower case; of both where it is neither of the two."""
    if language in _STARTS:
        cues = cues_dutch if language == "nl" else cues_english
        listed = [_STARTS[language], *cues.WORDS.values()]
        words = {word for words in listed for word in words.split()}
        return frozenset(word for word in words if not word.endswith("*")) | STOP_WORDS.get(
            language, frozenset()
        )
    if language in STOP_WORDS:
        return frozenset(STOP_WORDS[language])
    return common_words("nl") | common_words("en")
