"""Sources with several identifiers: each is of the cited work, or is named."""

import pytest
from msgspec.structs import replace

from citecheck.model.knowledge import Candidate, Resolution
from citecheck.protocols import Query
from tests.sources.conftest import Knows, Web, located
from tests.sources.test_record_evidence import DOI, LINK, RECORD, article, differs

OTHER = replace(
    RECORD, url="https://arxiv.org/abs/2103.00001", doi=None, provider="arxiv", title="Gardens of the monastic harbour and their keepers",
    author=("Max Ashgrove", "Lea Fernleigh"), kind="preprint", outlet="arXiv", volume=None, issue=None, page=None,
)  # fmt: skip


class Registry(Knows):
    """A registry with a record for each identifier."""

    def __init__(self, name: str, **records: Candidate) -> None:
        super().__init__((), name=name)
        self.identifiers = frozenset(records)
        self.records = records

    def search(self, query: Query, service: object) -> tuple[Candidate, ...]:
        item = query.source.item
        return tuple(record for name, record in self.records.items() if getattr(item, name))[:1]


def found(*registries: Registry, **more: object) -> Resolution:
    web = Web()
    web.pages[LINK] = 403
    return located(web, article(url=LINK, doi=DOI, **more), *registries)


@pytest.mark.parametrize(("name", "word"), (("arxiv", "arXiv"), ("pmid", "PMID")))
def test_a_number_of_another_work_beside_the_right_doi_is_named(name: str, word: str) -> None:
    registries = Registry("register", doi=RECORD), Registry("numbers", **{name: OTHER})
    wrong = found(*registries, **{name: "2103.00001" if name == "arxiv" else "12345678"})
    assert (wrong.state, differs(wrong)) == ("likely", {word})


def test_a_number_of_the_same_work_under_an_earlier_title_is_right() -> None:
    earlier = replace(OTHER, author=RECORD.author)
    assert found(Registry("register", doi=RECORD), Registry("numbers", arxiv=earlier), arxiv="2103.00001").state == "verified"


def test_a_doi_of_another_work_is_not_hidden_by_a_right_number() -> None:
    theirs = replace(OTHER, url=LINK, doi=DOI, provider="register")
    ours = replace(RECORD, url="https://arxiv.org/abs/2103.00002", doi=None)
    assert found(Registry("register", doi=theirs), Registry("numbers", arxiv=ours), arxiv="2103.00002").state == "contradicted"
