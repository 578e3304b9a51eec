"""Evidence for a claim in what the library has already: passages of other articles, and claims like it.

The index says which articles have the claim's figures, names and rarer words;
their sentences are then weighed one by one.
"""

from __future__ import annotations

from collections import defaultdict
from math import log
from typing import TYPE_CHECKING

from annotations.assembling import choose
from annotations.errors import PostilError
from annotations.indexing.queries import Query, Words, tokens_of
from annotations.model import Claim, Review
from annotations.passages import LEAST, Sharing, best_passages, claim_profile, likeness, profile_of
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.dossier import ClaimView, Dossier
    from annotations.passages import Passage, Profile, Reason
    from annotations.searching import Searching
    from annotations.store import Store

ARTICLES = 30
"""As many articles as have most in common with a claim are read through."""
PASSAGES = 20
CHECKED = 5

_MOST_TERMS = 16
"""What is asked of the index for one claim; what is left out are its commoner words."""
_MOST_HITS = 200
_STEM = 6
"""Letters of a word by which it is sought, as it is compared."""


@frozen
class Found:
    """A passage of another article, with what a reader sees of it."""

    passage: Passage
    title: str
    words: str


@frozen
class Checked:
    """A claim like this one that somebody gave a verdict on, and the verdicts with who gave them."""

    claim: Claim
    title: str
    verdicts: tuple[tuple[str, str], ...]
    score: float
    reasons: tuple[Reason, ...]


def find_passages(
    searching: Searching, store: Store, dossier: Dossier, view: ClaimView, limit: int = PASSAGES
) -> tuple[Found, ...]:
    """Return passages of the library's other articles that speak of what a claim speaks of, the best first.

    Those that are linked to it already are left out.

    Raises:
        StoreError: the library cannot be reached.
    """
    profile = claim_profile(dossier, view)
    own = dossier.revision.article_id
    revisions = {}
    for article in _likely(searching, store, profile, "article", own):
        try:
            revisions[article] = store.load(article)
        except PostilError:
            # A broken article is named by the doctor; the others can be read all the same.
            continue
    linked = {one.fact.quote for one in view.evidence if one.fact}
    texts = [(article, revision.article) for article, revision in revisions.items()]
    found = []
    for passage in best_passages(profile, texts, limit + len(linked)):
        text = revisions[passage.article].article
        words = passage.span.cut(text.text)
        if words not in linked:
            found.append(Found(passage, text.metadata.title or passage.article, words))
    return tuple(found[:limit])


def find_checked(
    searching: Searching, store: Store, dossier: Dossier, view: ClaimView, limit: int = CHECKED
) -> tuple[Checked, ...]:
    """Return claims of other articles that somebody gave a verdict on and that are like a claim.

    What was imported, a feed of ClaimReviews for one, counts like any other.

    Raises:
        StoreError: the library cannot be reached.
    """
    profile = claim_profile(dossier, view)
    judged = []
    titles = {entry.id: entry.metadata.title or entry.id for entry in store.articles()}
    for article in _likely(searching, store, profile, "claim", dossier.revision.article_id):
        alive = choose(store.records(article).records).alive
        verdicts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for record in alive.values():
            if isinstance(record, Review):
                verdicts[record.claim].append((record.person, record.verdict))
        claims = (alive.get(claim) for claim in verdicts)
        judged += [(one, tuple(verdicts[one.id])) for one in claims if isinstance(one, Claim)]
    alike = likeness(profile, [_profile(claim) for claim, _ in judged])
    found = [
        Checked(claim, titles.get(claim.article, claim.article), verdicts, score, reasons)
        for (claim, verdicts), (score, reasons) in zip(judged, alike, strict=True)
        if score >= LEAST
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.claim.id))[:limit])


def _profile(claim: Claim) -> Profile:
    return profile_of(f"{claim.anchor.exact}\n{claim.text}".strip())


def _likely(searching: Searching, store: Store, profile: Profile, kind: str, own: str) -> list[str]:
    """Return the ids of the articles in which most of a claim's rarer things stand, the likeliest first.

    What the index cannot know, such as that two and *twee* are one, is made up
    for by the newest articles, as far as there is time to read them.
    """
    weights: dict[str, float] = defaultdict(float)
    for words in _terms(profile):
        hits = searching.search(Query((words,), kinds=frozenset({kind})), _MOST_HITS)
        for article in {hit.article for hit in hits.hits} - {own, ""}:
            weights[article] += 1 / log(2 + hits.count)
    likely = sorted(weights, key=lambda article: (-weights[article], article))
    newest = sorted(store.articles(), key=lambda entry: entry.newest.added, reverse=True)
    others = (entry.id for entry in newest if entry.id not in weights and entry.id != own)
    return [*likely, *others][:ARTICLES]


def _terms(profile: Profile) -> list[Words]:
    """Return what to ask the index for: figures and names first, then words by their beginnings."""
    named = (*profile.of(Sharing.FIGURE), *profile.of(Sharing.NAME), *profile.of(Sharing.DATE))
    phrases: Iterable[Words] = (Words(tuple(tokens)) for words in named if (tokens := _sought(words)))
    stems = (
        Words((tokens[0][:_STEM],), prefix=True)
        for word in profile.of(Sharing.WORD)
        if (tokens := tokens_of(word))
    )
    return list(dict.fromkeys((*phrases, *stems)))[:_MOST_TERMS]


def _sought(words: str) -> list[str]:
    """Return the tokens of a figure, date or name that its other spellings have, too."""
    tokens = tokens_of(words)
    digits = [token for token in tokens if token.isdigit()]
    # Of *10 miljoen* and *11 January 2021* the digits are the same in any language; a name ends in itself.
    return digits[:3] if digits else tokens[-1:]
