"""Words that end in a full stop without ending a sentence, in lower case and without it.

Dutch, English, German, French and Spanish together: an article in one language
names people and sources of the others, and the few words that clash are told
by what follows them.
"""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


BEFORE_NAMES = _words(
    "dr drs mr mrs ms mw mevr dhr prof ir ing ds jhr jkvr hr hrn fr dipl dra srta mme mmes mlle mlles",
    "mgr messrs",
    # With a capital: without one they are words that may well end a sentence.
    "Gen Col Lt Sgt Capt Cpt Maj Adm Cmdr Cdr Gov Sen Rep Pres Hon Rev Supt Insp Kol St Ste Sr Sra Me",
    "Lic Frl",
)
"""Titles and ranks, never the end of a sentence; those with a capital only so."""

INSIDE = _words(
    "bijv bv resp vgl cf vs zgn ca incl excl evt mbt ivm tav nav obv igv dwz afd gebr geb gest plv wnd",
    "eg viz approx dept govt univ assn bros gesch sog bzw bspw evtl ggf inkl exkl vermutl mind ungef",
    "eigtl urspr insb insbes einschl zzgl abzgl env éd eds coord réf págs ej av avda blvd rte prov dpto",
    "aprox admón i.v.m m.b.t o.a d.w.z z.g a.u.b t.a.v t.o.v n.a.v o.b.v i.p.v m.u.v t.n.v o.l.v b.v.d",
    "t.g.v i.t.t m.i z.b d.h u.a z.t i.d.r o.ä v.a i.e e.g p.ex c.-à-d p.ej s.s",
)
"""Never the end of a sentence either: more of it has to follow."""

BEFORE_FIGURES = _words(
    "nr nrs no nos p pp pag blz art par lid hfdst hst fig figs tab vol vols vers ch chap sec sect abs",
    "abschn bd s seite kap ziff rn rz anm aufl jg z nº núm n pág cap tomo t art l ed jan feb febr mrt",
    "apr jun jul aug tel tél fax pág ed sep sept okt oct nov dec dez déc janv févr avr juil ene abr ago",
    "dic mär jän",
)
"""The end of a sentence unless a figure follows."""

AT_THE_END = _words(
    "enz etc e.d e.a m.m jl ll a.m p.m jr sr inc ltd co corp plc llc b.v n.v u.s u.k v.s d.c s.a usw",
    "u.ä u.s.w u.v.m e.v etc ee.uu aa.vv a.c d.c i.r o.i.d n.chr v.chr n.c p.s o.s l.l",
)
"""The end of a sentence where what follows looks like the start of one."""

CALENDAR = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june",
    "july august september october november december est edt cst pst gmt utc cet eastern pacific",
)
"""What `5 p.m.` goes on with."""

MONTHS_OF_ORDINALS = _words(
    "januar februar märz april mai juni juli august september oktober november dezember jänner",
    "jahrhundert jahrhunderts weltkrieg weltkriegs klasse platz stock liga bundesliga auflage bundestag",
    "jan feb mär apr jun jul aug sep sept okt nov dez januari februari maart mei augustus december",
)
"""What a figure with a full stop is the ordinal of: `3. Februar`."""

BEFORE_ORDINALS = _words(
    "am der dem den des die das zum zur vom beim im ins ab bis seit dieser diesem jeder jedem ihrem",
    "seinem ihr sein",
)
"""German words that an ordinal follows: `der 2. Versuch`."""

SAID = _words(
    "vroeg zei riep zegt vraagt roept antwoordde antwoordt schreef schrijft aldus vond dacht fluisterde",
    "asked said says cried replied wrote shouted asks wondered added whispered fragte sagte rief sagt",
    "fragt antwortete schrieb meinte erklärte demanda demande dit déclara répondit écrit lança lance",
    "preguntó dijo dice gritó respondió escribió",
)
"""Verbs with which a sentence goes on after the question it quotes."""

NAMED_BY_A_LETTER = _words(
    "vitamine vitamin vitamina plan groep group gruppe groupe grupo type typ klasse class categorie",
    "category hepatitis punt point deel part teil sectie section blok block variant grade optie option",
    "bijlage annex appendix",
)
"""After these a single capital is no initial: `vitamine C.`"""
