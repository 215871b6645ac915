"""Collections of JATS articles in one file."""

import bz2
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from citecheck.app.corpus.input_document import InputDocument
from citecheck.app.corpus.inputs import inputs
from citecheck.app.corpus.reading import reader_of
from citecheck.config.settings import Settings
from tests.corpus.corpora import rows, run_corpus, unread


def read(path: Path) -> list[InputDocument]:
    """The documents of a file."""
    return [one for found in inputs([str(path)], reader_of(Settings())) for one in found.documents()]


@pytest.mark.parametrize("packed", [bytes, bz2.compress, gzip.compress])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'<!DOCTYPE pmc-articleset PUBLIC "-//NLM//DTD ARTICLE SET 2.0//EN" "set.dtd"><pmc-articleset>', b"</pmc-articleset>"),
        (
            b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><metadata>',
            b"</metadata></record></ListRecords></OAI-PMH>",
        ),
    ],
)
def test_the_articles_of_a_collection_in_one_file_are_documents(
    tmp_path: Path, packed: Callable[[bytes], bytes], before: bytes, after: bytes
) -> None:
    named = b'<article article-type="r"><front><article-id pub-id-type="pmid">8</article-id><article-id pub-id-type="pmc">12</article-id></front>'
    long = b"<body><p>" + "Wörter ".encode() * 40_000 + b"</p></body>"  # over several pieces
    articles = [named + long + b"</article>", b"<article><back><ref-list/></back><response><p/></response></article>"]
    name = {bytes: "set.xml", bz2.compress: "set.xml.bz2", gzip.compress: "set.xml.gz"}[packed]
    (tmp_path / name).write_bytes(packed(before + b"\n".join(articles) + after))
    found = read(tmp_path / name)
    assert [(one.path.removeprefix(str(tmp_path)), one.data, one.form, one.fault) for one in found] == [
        (f"/{name}/PMC12.xml", articles[0], "jats", ""),
        (f"/{name}/article 2.xml", articles[1], "jats", ""),
    ]


def test_a_collection_that_is_cut_off_keeps_what_comes_before(tmp_path: Path) -> None:
    (tmp_path / "set.xml").write_bytes(b"<pmc-articleset><article><back/></article><article><front>")
    whole, rest = read(tmp_path / "set.xml")
    assert (whole.data, whole.fault) == (b"<article><back/></article>", "")
    assert "damaged from here on" in rest.fault


def test_a_collection_that_declares_entities_is_refused(tmp_path: Path) -> None:
    (tmp_path / "set.xml").write_bytes(
        b'<!DOCTYPE pmc-articleset [<!ENTITY a "b">]><pmc-articleset><article>&a;</article></pmc-articleset>'
    )
    (fault,) = read(tmp_path / "set.xml")
    assert "declares entities" in fault.fault


def test_a_collection_without_articles_is_told(tmp_path: Path) -> None:
    (tmp_path / "set.xml").write_bytes(b"<OAI-PMH><ListRecords><record><metadata><dc/></metadata></record></ListRecords></OAI-PMH>")
    (fault,) = read(tmp_path / "set.xml")
    assert "no article in JATS" in fault.fault


def test_a_collection_is_read_from_its_articles_to_their_notes(tmp_path: Path) -> None:
    reference = '<ref id="b1"><mixed-citation>J. Doe, Weirs and Locks, London: Quay Press, 2001.</mixed-citation></ref>'
    article = f'<article article-type="r"><front/><back><ref-list>{reference}</ref-list></back></article>'
    (tmp_path / "set.xml").write_text(f"<pmc-articleset>{article}{article}</pmc-articleset>", encoding="utf-8")
    run_corpus(tmp_path / "set.xml", tmp_path / "out")
    assert sorted(Path(row["path"]).name for row in rows(tmp_path / "out", "sources")) == ["article 1.xml", "article 2.xml"]
    assert unread(tmp_path / "out") == {}
