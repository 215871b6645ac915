"""Names, subtitles and inherited fields of bibliographies in many made-up forms."""

import pytest

import citecheck
from citecheck.citations.parse import parse
from citecheck.documents.formats.bibtex import BibtexFormat
from citecheck.model.reference import Item


def items(text: str) -> dict[str, Item]:
    return {note.label: note.sources[0].item for note in parse(BibtexFormat().read("a.bib", text.encode()))}


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ("given=Ann, family=Moor", ["Ann Moor"]), ("family=Moor, given=Ann", ["Ann Moor"]), ("given = Ann, family = Moor", ["Ann Moor"]),
        ("given={Ann Eva}, family=Moor", ["Ann Eva Moor"]), ("given=Ann, prefix=van, family=Moor", ["Ann van Moor"]), ("family=Moor, given=Ann, suffix=Jr", ["Ann Moor Jr"]),
        ("given=Ann, family=Moor and given=Karl, family=Heath", ["Ann Moor", "Karl Heath"]), ("Ann Moor and given=Karl, family=Heath", ["Ann Moor", "Karl Heath"]),
        ("given=Ann, given-i=A, family=Moor", ["Ann Moor"]), ("family={Moor and Sons, Inc.}", ["Moor and Sons, Inc."]),
        ("given=Ann, prefix=de la, prefix-i=d, family=Moor", ["Ann de la Moor"]),
    ],
)  # fmt: skip
def test_names_in_parts_with_keys(author: str, people: list[str]) -> None:
    read = items(f"@book{{a,title={{T}},author={{{author}}},year=2001}}")["a"].author
    assert [" ".join(filter(None, (n.given, n.non_dropping_particle, n.family, n.literal, n.suffix))) for n in read] == people


@pytest.mark.parametrize(
    ("kind", "fields", "title", "container"),
    [
        ("incollection", "title={T},booktitle={Moor},booksubtitle={Peat}", "T", "Moor: Peat"), ("inbook", "title={T},booktitle={Moor},booksubtitle={Peat}", "T", "Moor: Peat"),
        ("inproceedings", "title={T},booktitle={Moor},booksubtitle={Peat}", "T", "Moor: Peat"), ("article", "title={T},journaltitle={Moor},journalsubtitle={Peat}", "T", "Moor: Peat"),
        ("book", "title={Moor},subtitle={Peat}", "Moor: Peat", None), ("article", "title={T},subtitle={S},journal={Moor}", "T: S", "Moor"),
        ("incollection", "title={T},subtitle={S},booktitle={Moor}", "T: S", "Moor"), ("report", "title={Moor},subtitle={Peat}", "Moor: Peat", None),
        ("article", "title={T},journaltitle={Moor}", "T", "Moor"), ("thesis", "title={Moor},subtitle={Peat},type={phdthesis},institution={Fen}", "Moor: Peat", None),
    ],
)  # fmt: skip
def test_subtitles_belong_to_their_titles(kind: str, fields: str, title: str, container: str | None) -> None:
    read = items(f"@{kind}{{a,{fields},author={{Moor, Ann}},year=2001}}")["a"]
    assert (read.title, read.container_title) == (title, container)


@pytest.mark.parametrize(
    ("child", "parent", "kinds"),
    [
        (c, p, (k, h))
        for k, h in (("inbook", "book"), ("incollection", "collection"), ("inproceedings", "proceedings"), ("incollection", "book"), ("inbook", "mvbook"))
        for c, p in (("title={Baz},author={Moor, Ann}", "title={Bar},editor={Heath, Karl},year=2001,publisher={Fen}"),
                     ("title={Baz},author={Moor, Ann},pages={3--4}", "title={Bar},editor={Heath, Karl},date={2001},publisher={Fen}"))
    ],
)  # fmt: skip
def test_a_part_inherits_what_it_lacks_from_its_book(child: str, parent: str, kinds: tuple[str, str]) -> None:
    read = items(f"@{kinds[0]}{{c,{child},crossref={{b}}}}\n@{kinds[1]}{{b,{parent}}}")["c"]
    assert (read.title, read.container_title, read.publisher) == ("Baz", "Bar", "Fen")
    assert read.issued is not None and read.issued.parts == (2001,)
    editors = read.container_editor or read.editor
    assert [name.family for name in editors] == ["Heath"]


@pytest.mark.parametrize(
    "name", ["__markedentry", "_x", "__a-b", "bdsk-url-1", "date-added", "x_y", "ppn_gvk", "a+b", "a:b", "a.b"]
)
def test_fields_behind_one_with_an_unusual_name_are_read(name: str) -> None:
    read = items(f"@article{{a,title={{T}},{name}={{x}},doi={{10.5555/moor}},author={{Moor, Ann}},year=2001}}")["a"]
    assert (read.doi, read.author[0].family) == ("10.5555/moor", "Moor")


@pytest.mark.parametrize(
    "head", ["@article{", "@article{,", "@article{ ,", "@article{\n ", "@book{\n\t", "@misc(", "@article {", "@ARTICLE{"]
)
def test_an_entry_needs_no_key(head: str) -> None:
    close = ")" if head.endswith("(") else "}"
    (read,) = items(f"{head}author = {{Moor, Ann}}, title = {{Peat}}, year = 2001{close}").values()
    assert (read.title, read.author[0].family) == ("Peat", "Moor")


@pytest.mark.parametrize(
    "authors",
    (
        "Okafor A, Stranger B, Berg J",
        "Okafor A. M., Stranger B. and Berg J.",
        "A. M. Okafor, B. Stranger and J. Berg",
        "Ada Okafor, Bea Stranger, and Jan Berg",
        "Okafor, Ada; Stranger, Bea; Berg, Jan",
        r"Okafor, Ada, Stranger, Bea \& Berg, Jan",
    ),
)
def test_authors_that_bibtex_would_read_as_one_are_several(authors: str) -> None:
    (source,) = parse(
        BibtexFormat().read("a.bib", (f"@article{{a, author={{{authors}}}, title={{Quiet rivers}}, year=2019}}").encode())
    )[0].sources
    assert [name.family for name in source.item.author] == ["Okafor", "Stranger", "Berg"]


@pytest.mark.parametrize(
    "authors",
    (
        "Okafor, Ada et al.",
        "Ada Okafor et al",
        "Okafor, Ada and others",
        "Okafor, Ada and {et al.}",
        r"Okafor, Ada \textit{et al.}",
        r"Okafor, Ada {\em et al.}",
        "Okafor, Ada and 3 others",
        "Okafor, Ada and colleagues",
    ),
)
def test_a_list_of_authors_that_ends_with_et_al_is_cut(authors: str) -> None:
    (source,) = parse(
        BibtexFormat().read("a.bib", (f"@article{{a, author={{{authors}}}, title={{Quiet rivers}}, year=2019}}").encode())
    )[0].sources
    assert (source.item.author[0].family, source.et_al) == ("Okafor", True)


def test_a_set_of_entries_is_no_source() -> None:
    text = "@set{s, entryset = {a,b}}\n@book{a, title={Locks}, author={Ames, Ann}, year=2001}\n@book{b, title={Weirs}, author={Ames, Ann}, year=2002}\n"
    assert [note.label for note in BibtexFormat().read("d.bib", text.encode()).notes] == ["a", "b"]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("date = {-0380}", (-380,)),
        ("date = {-0380/-0350}", (-380,)),
        ("date = {-0043-03-15}", (-43, 3, 15)),
        ("year = {-0380}", (-380,)),
        ("year = {380 BCE}", (-380,)),
        ("date = {2010-2012}", (2010,)),
        ("date = {0079}", (79,)),
    ],
)
def test_years_before_the_first_are_read(written: str, parts: tuple[int, ...]) -> None:
    found = BibtexFormat().read("a.bib", f"@book{{a, title={{Fens}}, {written}}}".encode()).notes[0].sources[0].item.issued
    assert found and found.parts == parts


@pytest.mark.parametrize("written", ["date = {-2019}", "date = {-}", "year = {-19}"])
def test_a_hyphen_before_a_number_is_no_sign_of_an_era(written: str) -> None:
    found = BibtexFormat().read("a.bib", f"@book{{a, title={{Fens}}, {written}}}".encode()).notes[0].sources[0].item.issued
    assert found is None or not found.parts or found.parts[0] > 0


@pytest.mark.parametrize(
    ("field", "url"),
    [
        ("doi = {10/gf7f2m}", "https://doi.org/10/gf7f2m"),
        ("doi = {https://doi.org/10/GF7F2M}", "https://doi.org/10/gf7f2m"),
        ("doi = {10/gf7f2m}, url = {https://a.example/x}", "https://a.example/x"),
        ("doi = {10/12}", None),
        ("doi = {10/not a doi}", None),
    ],
)
def test_a_short_doi_is_the_link_that_it_stands_for(field: str, url: str | None) -> None:
    found = BibtexFormat().read("a.bib", f"@article{{a, title={{Fens}}, {field}}}".encode()).notes[0].sources[0].item
    assert (found.url, found.doi) == (url, None)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ris", "TY  - JOUR\nTI  - Fens\nDO  - 10/gf7f2m\nER  - \n"),
        (
            "a.xml",
            "<xml><records><record><titles><title>Fens</title></titles><electronic-resource-num>10/gf7f2m</electronic-resource-num></record></records></xml>",
        ),
    ],
)
def test_a_short_doi_is_a_link_in_other_bibliographies_too(name: str, text: str) -> None:
    found = citecheck.read(name, text).notes[0].sources[0].item
    assert (found.url, found.doi) == ("https://doi.org/10/gf7f2m", None)
