"""Made titles whose words are shared in an exact number, and decisions about made candidates."""

from random import Random
from string import ascii_lowercase

from citecheck.links.url_equality import page_key
from citecheck.model.knowledge import Candidate, Evidence, Resolution, Scored
from citecheck.model.web import Page
from citecheck.protocols import Query
from citecheck.sources.conclude import conclude
from citecheck.sources.evidence import CandidatePages
from citecheck.sources.search import SourceSearch
from tests.sources.conftest import cited

PLACE = "https://courier.example/1"


def words(many: int, seed: int = 1) -> list[str]:
    """Different words of six letters that mean nothing in any language."""
    chance = Random(seed)
    return ["".join(chance.choices(ascii_lowercase, k=6)) for _ in range(many)]


def sharing(many: int, of: int) -> tuple[str, str]:
    """A title of some words, and words of which so many are the title's, in another order so that no letters seem alike."""
    title = words(of)
    return " ".join(title), " ".join(reversed(title[:many]))


def scored(probability: float, *agrees: str, url: str = PLACE) -> Scored:
    """A candidate with a probability, and with what is confirmed of it."""
    evidence = tuple(Evidence(variable, "cited", "found", "page", "confirmed", 5.0) for variable in agrees)
    return Scored(Candidate(url, "engine"), probability, evidence)


def case_of(*candidates: Scored, query: Query | None = None, read: bool = True) -> SourceSearch:
    """A source whose candidates have been weighed; ``read``: whether their pages could be read."""
    case = SourceSearch(query or cited())
    case.scored = candidates
    case.seen = {
        page_key(s.candidate.url): CandidatePages(s.candidate, (Page(s.candidate.url),) if read else ()) for s in candidates
    }
    return case


def decided(probability: float, *agrees: str, read: bool = True) -> Resolution:
    """What is concluded of one candidate."""
    return conclude(case_of(scored(probability, *(agrees or ("title", "issued", "author"))), read=read), ())
