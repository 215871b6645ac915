"""Dumps of registries: what is read of them, and what a damaged record costs."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from citecheck.model.errors import UsageError
from citecheck.model.knowledge import Candidate
from citecheck.sources import dblp
from citecheck.sources.dump_records import Damaged, decoded, encoded
from citecheck.sources.registry_dumps import read

HEAD = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n'
ARTICLE = (
    '<article mdate="2020-01-01" key="journals/tides/Quay19"><author>Mary Quay 0002</author><author>J&ouml;rg Moor</author>'
    "<title>Dredging with <i>n</i> &amp; m rivers.</title><pages>12-19</pages><year>2019</year><volume>7</volume>"
    "<journal>Tides</journal><number>3</number><ee>https://doi.org/10.1000/tides.7.12</ee></article>"
)
PAPER = (
    '<inproceedings key="conf/icml/Tide21"><author>Karl Tide</author><title>Learning the sluices.</title><year>2021</year>'
    "<booktitle>ICML</booktitle></inproceedings>"
)
CROSSREF = {
    "DOI": "10.1000/tides.8.1",
    "title": ["Tidal locks"],
    "container-title": ["Tides"],
    "issued": {"date-parts": [[2020, 1]]},
    "author": [{"family": "Quay", "given": "Mary"}],
    "volume": "8",
    "type": "journal-article",
}
OPENALEX = {
    "id": "https://openalex.org/W1",
    "doi": "https://doi.org/10.1000/oa.1",
    "title": "Estuary barges",
    "publication_year": 2018,
    "authorships": [{"author": {"display_name": "Ada Okafor"}}],
    "primary_location": {"source": {"display_name": "Annals of Barges"}},
    "biblio": {"volume": "3", "issue": None, "first_page": "7", "last_page": "9"},
}


def written(tmp_path: Path, text: str | bytes, name: str = "dump") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def records(path: Path) -> list[Candidate]:
    found = list(read(path))
    assert all(isinstance(one, Candidate) for one in found)
    return found  # type: ignore[return-value]


def test_a_record_of_dblp_has_its_fields_without_homonym_numbers_and_markup(tmp_path: Path) -> None:
    article, paper = records(written(tmp_path, f"{HEAD}{ARTICLE}{PAPER}</dblp>"))
    assert (article.title, article.author) == ("Dredging with n & m rivers", ("Mary Quay", "Jörg Moor"))
    assert (article.outlet, article.volume, article.issue, article.page) == ("Tides", "7", "3", "12-19")
    assert (article.doi, article.url) == ("10.1000/tides.7.12", "https://doi.org/10.1000/tides.7.12")
    assert (paper.kind, paper.url, paper.date and paper.date.parts) == (
        "paper-conference",
        "https://dblp.org/rec/conf/icml/Tide21",
        (2021,),
    )


def test_the_url_of_a_doi_is_escaped_and_kept_by_an_index(tmp_path: Path) -> None:
    sici = "10.1000/0001(2019)102&lt;0736:wacoj&gt;2.0.co;2"
    (record,) = records(written(tmp_path, HEAD + ARTICLE.replace("10.1000/tides.7.12", sici)))
    assert record.doi == "10.1000/0001(2019)102<0736:wacoj>2.0.co;2"
    assert record.url == "https://doi.org/10.1000/0001(2019)102%3C0736:wacoj%3E2.0.co;2"
    stored = decoded(encoded(record), "dblp")
    assert stored and (stored.doi, stored.url) == (record.doi, record.url)


def test_a_preprint_in_dblp_is_one(tmp_path: Path) -> None:
    preprint = ARTICLE.replace("<journal>Tides</journal>", "<journal>CoRR</journal>").replace(">7<", ">abs/1901.00001<")
    (record,) = records(written(tmp_path, HEAD + preprint))
    assert (record.kind, record.outlet, record.volume) == ("preprint", "arXiv", None)


@pytest.mark.parametrize(
    ("bad", "where"),
    (
        ('<article key="a/broken"><title>Open <i>markup.</title></article>', "a/broken"),
        ('<article key="a/endless"><title>No end', "a/endless"),
        ('<article key="a/untitled"><year>2019</year></article>', "a/untitled"),
        ('<article key="a/entity"><title>&unheard; of &#0; letters</title></article>', "a/entity"),
    ),
)
def test_a_damaged_record_of_dblp_is_named_and_the_rest_is_read(tmp_path: Path, bad: str, where: str) -> None:
    found = list(read(written(tmp_path, f"{HEAD}{ARTICLE}{bad}{PAPER}</dblp>")))
    assert [one.where for one in found if isinstance(one, Damaged)] == [where]
    assert [one.title for one in found if isinstance(one, Candidate)] == ["Dredging with n & m rivers", "Learning the sluices"]


def test_a_dump_that_ends_within_a_record_is_read_up_to_it(tmp_path: Path) -> None:
    found = list(read(written(tmp_path, f"{HEAD}{ARTICLE}{PAPER[:80]}")))
    assert [type(one) for one in found] == [Candidate, Damaged]


def test_a_record_across_two_chunks_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dblp, "CHUNK", 37)
    assert len(records(written(tmp_path, f"{HEAD}{ARTICLE}\n{PAPER}</dblp>"))) == 2


def test_a_record_without_bounds_takes_bounded_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dblp, "LARGEST", 1000)
    monkeypatch.setattr(dblp, "CHUNK", 100)
    found = list(read(written(tmp_path, f'{HEAD}{ARTICLE}<article key="a/long"><title>{"x" * 5000}</title></article>{PAPER}')))
    assert [one.title for one in found if isinstance(one, Candidate)] == ["Dredging with n & m rivers", "Learning the sluices"]
    assert any(isinstance(one, Damaged) for one in found)


@pytest.mark.parametrize("pack", (bytes, gzip.compress))
@pytest.mark.parametrize("listed", ("lines", "list", "items"))
def test_json_is_read_as_lines_and_as_a_list_packed_or_not(tmp_path: Path, pack, listed: str) -> None:  # type: ignore[no-untyped-def]
    works = [CROSSREF, OPENALEX] if listed == "lines" else [CROSSREF]
    text = {"lines": "\n".join(map(json.dumps, works)), "list": json.dumps(works), "items": json.dumps({"items": works})}[listed]
    found = records(written(tmp_path, pack(text.encode())))
    assert (found[0].title, found[0].author, found[0].outlet) == ("Tidal locks", ("Mary Quay",), "Tides")
    assert len(found) == len(works)
    if len(found) > 1:
        assert (found[1].title, found[1].page, found[1].outlet) == ("Estuary barges", "7-9", "Annals of Barges")


def test_a_damaged_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = (json.dumps(CROSSREF), '{"DOI": "10.1000/x", "title": ["x"', '{"DOI": 5}', json.dumps(OPENALEX))
    found = list(read(written(tmp_path, "\n".join(lines))))
    assert [one.where for one in found if isinstance(one, Damaged)] == ["line 2", "line 3"]
    assert len([one for one in found if isinstance(one, Candidate)]) == 2


def test_a_record_without_title_is_left_out(tmp_path: Path) -> None:
    assert list(read(written(tmp_path, '{"DOI": "10.1000/tides", "title": [], "type": "journal"}'))) == [None]


def test_a_cut_off_gzip_file_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    packed = gzip.compress((json.dumps(CROSSREF) + "\n").encode() * 5000)
    found = list(read(written(tmp_path, packed[: len(packed) // 2])))
    assert isinstance(found[0], Candidate) and isinstance(found[-1], Damaged)


@pytest.mark.parametrize("data", (b"", b"hello", b"<html></html>", b"\x00\xff", b"%PDF-1.4"))
def test_another_file_is_no_dump(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UsageError, match="no dump of a registry"):
        list(read(written(tmp_path, data)))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        list(read(tmp_path / "missing.xml"))


def test_parquet_without_pyarrow_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match="extra “parquet”"):
        list(read(written(tmp_path, b"PAR1....PAR1")))


def test_parquet_is_read_by_rows(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "works.parquet"
    parquet.write_table(pyarrow.Table.from_pylist([OPENALEX, OPENALEX | {"title": None}]), path)
    found = list(read(path))
    assert isinstance(found[0], Candidate) and found[0].title == "Estuary barges" and found[1] is None
    parquet.write_table(pyarrow.table({"a": [1]}), path)
    with pytest.raises(UsageError, match="its columns"):
        list(read(path))
    assert all(isinstance(one, Damaged) for one in read(written(tmp_path, b"PAR1....PAR1")))


def test_a_record_in_an_index_is_what_was_read(tmp_path: Path) -> None:
    (record,) = records(written(tmp_path, HEAD + ARTICLE))
    assert decoded(encoded(record), "dblp") == record
    assert decoded(b"\xff", "dblp") is None


@pytest.mark.parametrize("text", (f"{HEAD}{ARTICLE}</dblp>", json.dumps(CROSSREF), json.dumps({"items": [CROSSREF]})))
def test_a_byte_order_mark_is_no_part_of_a_dump(tmp_path: Path, text: str) -> None:
    assert len(records(written(tmp_path, text.encode("utf-8-sig")))) == 1


def test_a_cut_off_packed_dump_of_dblp_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    packed = gzip.compress((HEAD + ARTICLE * 3000).encode())
    found = list(read(written(tmp_path, packed[:-20])))
    assert len(found) > 1000 and isinstance(found[0], Candidate) and isinstance(found[-1], Damaged)


def test_a_damaged_list_is_read_up_to_the_record_that_is_damaged(tmp_path: Path) -> None:
    text = json.dumps({"items": [CROSSREF] * 5})
    for cut in (text[:-30], text[:-3], text.replace('"type"', "type", 1)):
        found = list(read(written(tmp_path, cut)))
        assert isinstance(found[-1], Damaged) and found[-1].where.startswith("record ") and "left out" in found[-1].reason
        assert len(found) == int(found[-1].where.split()[1])


def test_years_as_text_are_read(tmp_path: Path) -> None:
    works = (CROSSREF | {"issued": {"date-parts": [["2020", "1"]]}}, OPENALEX | {"publication_year": "2018"})
    found = records(written(tmp_path, "\n".join(map(json.dumps, works))))
    assert [one.date and one.date.parts[0] for one in found] == [2020, 2018]


@pytest.mark.parametrize(
    "swapped",
    (
        {"title": "a text"}, {"title": [{"family": "Quay"}]}, {"author": "Mary Quay"}, {"author": ["Mary Quay"]}, {"issued": "2020"},
        {"DOI": None}, {"volume": {}}, {"container-title": 7},
    ),
)  # fmt: skip
def test_a_record_with_fields_of_other_kinds_is_named(tmp_path: Path, swapped: dict[str, object]) -> None:
    found = list(read(written(tmp_path, "\n".join(map(json.dumps, (CROSSREF | swapped, CROSSREF))))))
    assert isinstance(found[0], Damaged) and found[0].where == "line 1" and isinstance(found[1], Candidate)


def test_an_empty_name_in_a_record_is_left_out(tmp_path: Path) -> None:
    (found,) = read(written(tmp_path, json.dumps(CROSSREF | {"author": [{"family": None}, {"family": "Quay", "given": "Mary"}]})))
    assert isinstance(found, Candidate) and found.author == ("Mary Quay",)


def test_entities_that_a_dump_declares_are_not_expanded(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    head = f'<?xml version="1.0"?><!DOCTYPE dblp [<!ENTITY l0 "ha">{entities}<!ENTITY file SYSTEM "file:///etc/passwd">]><dblp>'
    bombs = (ARTICLE.replace("Dredging", f"&{name}; dredging") for name in ("l9", "file"))
    found = list(read(written(tmp_path, f"{head}{''.join(bombs)}{PAPER}</dblp>")))
    assert [type(one) for one in found] == [Damaged, Damaged, Candidate]


def test_a_damaged_part_of_a_parquet_file_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "works.parquet"
    works = [OPENALEX | {"title": f"Estuary barges {number}"} for number in range(3000)]
    parquet.write_table(pyarrow.Table.from_pylist(works), path, row_group_size=1000)
    data = bytearray(path.read_bytes())
    middle = parquet.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data[middle : middle + 40] = b"\x99" * 40
    found = list(read(written(tmp_path, bytes(data))))
    assert [one.where for one in found if isinstance(one, Damaged)] == ["rows 1001 to 2000"]
    assert len([one for one in found if isinstance(one, Candidate)]) >= 2000
