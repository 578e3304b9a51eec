"""English words by which a sentence shows what it does.

What a speaker of the language would name for each cue, and no collection of
texts: a list of words that was drawn from one would be about its subjects.
A trailing `*` stands for any ending.
"""

from __future__ import annotations

from annotations.cues import Cue

WORDS = {
    Cue.PERCENT: """
        percent percentage percentages
    """,
    Cue.MONEY: """
        dollar dollars euro euros pound pounds cent cents usd eur gbp
    """,
    Cue.NUMBER: """
        two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds
        thousand thousands million millions billion billions trillion trillions dozen dozens half third
        thirds quarter quarters double triple twice
    """,
    Cue.UNIT: """
        year years month months week weeks day days hour hours minute minutes decade decades century mile
        miles metre metres meter meters kilometre kilometres kilometer kilometers foot feet inch inches acre
        acres hectare hectares ton tons tonne tonnes kilo kilos kg pound pounds litre litres gallon gallons
        barrel barrels degrees watt watts megawatt megawatts people men women children
    """,
    Cue.DATE: """
        ago since
    """,
    Cue.PAST: """
        was were had did been became began broke brought built bought came caught chose cost cut drew drove
        fell felt fought found gave given gone got grew held kept knew led left lost made met paid put ran
        rose said sat saw seen sent set shot shown sold spent spoke stood stole struck taken taught took
        told went won wrote written hit
    """,
    Cue.REPORTING: """
        said says told reported reportedly announced according claimed claims stated showed shows shown
        concluded found finds indicated documents documented proves proved recorded listed counted estimates
        estimated confirmed denied denies warned warns revealed testified accused admitted published wrote
        study studies research researchers report reports poll polls survey surveys figures statistics data
        record records experts
    """,
    Cue.QUANTITY: """
        most majority number numbers amount average rate rates total share every none nobody everyone
        everybody never always only nearly almost approximately roughly record
    """,
    Cue.COMPARISON: """
        more less fewer higher lower larger smaller bigger greater longer shorter older younger faster
        slower cheaper richer poorer stronger weaker worse better most least highest lowest largest smallest
        biggest greatest longest oldest youngest fastest worst best than
    """,
    Cue.CHANGE: """
        increase* decrease* decline* drop* rise rises rising rose risen grow grows growing grew grown growth
        fall falls falling fell fallen double doubled doubling tripl* cut cuts cutting raise raised raises
        raising reduce* reducing reduction lost lose loses losing loss losses gain* creat* add adds added
        close* open* clos* shrink* shrank ended end ends began start started expand* spent spend spends
        spending balanc* kill* died die dies won built produc* export* import* sold bought buy sell sells
    """,
    Cue.CAUSE: """
        because caused causes cause causing due led leads result resulted results therefore
    """,
    Cue.PUBLIC: """
        government governments ministry minister ministers president mayor council parliament congress
        senate senator senators court courts judge judges law laws bill bills act legislation treaty
        agreement policy policies program programs administration federal state states national tax taxes
        budget deficit deficits debt surplus inflation interest wages wage income incomes economy economic
        trade exports imports oil gas coal energy job jobs unemployment unemployed employment workers worker
        employers company companies corporation corporations business businesses industry bank banks school
        schools student students teacher teachers college hospital hospitals patients health insurance
        insured pension pensions benefits welfare poverty poor immigrants immigration refugees border crime
        crimes criminals police prison drugs guns army troops soldiers military defense war nuclear weapons
        missile missiles terrorists election elections campaign party parties voters emissions climate
        population families farmers manufacturing market healthcare care prescription doctor doctors nurses
        veterans seniors retirees mortgage housing homes farm steel cars automobiles factory factories
        plants subsidy subsidies loans credit investment investments stock profits revenue revenues spending
        cost costs price prices fuel electricity pollution carbon roads rail airport murder murders violence
        violent arrests convicted prisons trial allies invasion sanctions ceasefire bomb bombs attack
        attacks attacked terrorist terrorism inspectors embassy ambassador commission committee governor
        candidate constitution amendment rights license contract contracts lobbyists donors regulation
        regulations agency department education medical vaccine vaccines virus disease
    """,
    Cue.STANCE: """
        voted vote votes voting vetoed opposed opposes oppose supported supports support signed promised
        pledged backed rejected rejects refused refuses appointed proposed proposes introduced endorsed
        endorses favored favors favoured favours against sponsored approved banned passed opposing
        supporting promises
    """,
    Cue.OPINION: """
        think believe feel hope wish want wants guess suppose seem seems opinion perhaps maybe probably sure
        certainly obviously frankly honest honestly love hate great good wonderful terrible important proud
        strong right wrong sense idea ideas vision values best ought dream fair unfair respect trust matter
        matters leadership character principle principles hopeful glad happy sad sorry afraid worried
        concerned excited nice beautiful amazing incredible ridiculous disgrace shame shameful awful
        horrible terrific tremendous fantastic smart stupid brave courage moral wise wisdom faith dignity
        greatness freedom liberty strength destiny goal goals purpose dreams hopes prefer expect doubt
        consider regard view views understand appreciate admire deserve deserves
    """,
    Cue.MODAL: """
        should would could might may must can cannot can't couldn't wouldn't shouldn't ought need needs let
        let's if whether try trying
    """,
    Cue.PLAN: """
        will won't shall i'll we'll you'll he'll she'll they'll it'll gonna tomorrow future
    """,
    Cue.SELF: """
        i me my mine myself i'm i've i'd i'll
    """,
    Cue.ADDRESS: """
        you your yours yourself you're you've you'd you'll
    """,
    Cue.VAGUE: """
        thing things something anything everything somebody someone anybody anyone way ways kind kinds sort
        sorts point points issue issues problem problems challenge challenges situation situations stuff
        place places area areas choice choices decision decisions approach answers difference together
        better forward life lives world person someday somehow somewhere
    """,
    Cue.TALK: """
        thank thanks please sorry hello well okay ok yes yeah oh uh um look listen welcome congratulations
        tonight question questions answer sir ma'am gentleman gentlemen ladies agree disagree excuse discuss
        debate talk talking mention interrupt respond response explain remind moderator audience viewers
        folks friends bless goodbye
    """,
}
"""Some words of PUBLIC are chosen for what is written of most: money, law, work, health, war."""

ENDINGS = {Cue.PAST: r"[a-z]{2,}(?<!e)ed"}
"""Words that only their form tells; *need* and *speed* are no past."""

_PAST = "[a-z]+ed|cut|met|sent|went|gave|had|did|was|were|made|took|put|won|lost|spent|built|saw|got"
_PARTICIPLE = "[a-z]+(?:ed|en|ne|wn|ght|de|id|st)"
_NOT_TO_DO = "the|an?|his|her|their|our|my|your|this|that|these|those|them|it|us|me|[a-z]+ing"

PHRASES = {
    Cue.PERCENT: "per cent",
    Cue.STATE: (
        # What somebody did: the one thing that makes a sentence in the first person worth checking.
        f"(?:i|we) (?:{_PAST})"
        f"|(?:has|have|had|(?:i|we|you|they)'ve)(?: (?:not|never|also|already|just|only|been))* {_PARTICIPLE}"
        "|there(?:'s| is| are| was| were)"
        "|(?:he|she|it|they|we)(?:'s|'re| is| are| was| were) (?!going to)[a-z]+ing"
    ),
    Cue.REPORTING: "in fact|as a matter of fact|the fact",
    Cue.COMPARISON: "as (?:many|much|high|low|large) as|compared (?:to|with)|up to",
    Cue.CAUSE: "as a result|responsible for",
    Cue.OPINION: "in my (?:view|opinion)|i(?: don't)? think|i believe|it seems|i know|i'm sure",
    Cue.MODAL: "ha(?:ve|s) to|got to|ha[ds] better|need to",
    # What is to be done is not done: a verb behind *to*.
    Cue.PLAN: rf"going to|to (?!(?:{_NOT_TO_DO})\b)[a-z]+",
    Cue.TALK: "let me|good (?:evening|morning)|of course|you know|i mean",
}
"""Several words that are one cue, in lower case."""
