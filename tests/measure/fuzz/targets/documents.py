"""Documents of every format: read, parsed, judged without a network, written unchanged, repaired, and read again."""

import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from citecheck import pipeline
from citecheck.app import wiring
from citecheck.citations.parsed import ParsedDocuments
from citecheck.config import settings as config
from citecheck.documents.diff import diff
from citecheck.lock.policy import RunState
from citecheck.model.document import Document, Note
from citecheck.model.errors import DocumentError, WriteError
from citecheck.repairs.proposals import apply, repair
from citecheck.reporters import json_output
from tests.made_documents import MADE, made
from tests.measure.fuzz.attempt import BrokenPlugin, Mutator, Target, no_internal_error
from tests.measure.fuzz.packages import package
from tests.measure.fuzz.trees import json_tree, xml_tree
from tests.property.awkward import UNITS
from tests.property.test_hostile_formats import UNITS as MARKUP
from tests.property.test_parse import squeezed, values
from tests.repairing import Repaired, changed_elsewhere, read, recorded

CASES = Path(__file__).parents[3] / "cases"
REPAIRS = 6  # of a document that are made: each that does not read back costs a reading or more, within a bound of its own
LARGEST_SEED = 1_200  # bytes of a seed of text: a longer one is cut at a line
SUFFIXES = {
    "plain": "txt",
    "markdown": "md",
    "html": "html",
    "wikitext": "wiki",
    "latex": "tex",
    "bibtex": "bib",
    "csl_json": "json",
    "docx": "docx",
}
WORDS = tuple(dict.fromkeys(unit.encode("utf-8", "surrogatepass") for unit in (*UNITS, *MARKUP)))
MORE: dict[str, tuple[str, ...]] = {
    "plain": ("References\n", "[12-03-19]", "[1-99]", "(n 3)", "# citecheck-ignore CC101: x until 2027-01-01\n", "\n[2] ", "[1][2]", "¹²", "(Smith 2010, 2011a)"),
    "markdown": ("[^1]: ", "[^a]", "^[", "[a]: http://a.b 'c'\n", "![", "```\n", "    ", "> [^1]: ", "<!-- citecheck-ignore-file CC1 -->", "[@smith2010, p. 3]", "---\nlang: de\n---\n", "$$", "\\[", "<sup>1</sup>", "&lt;", "<a href='x'>"),
    "html": ("<sup>", "</sup>", "<li id='fn1'>", "<a href='#fn1' id='fnref1'>", "<ol>", "</ol>", "<meta charset='undefined'>", "<meta charset='x-mac-arabic'>", "<meta charset=utf-16>", "<!--", "-->", "<cite>", "<base href='//a'>", "&#0;", "&#x110000;", "<template>", "<svg>", "<plaintext>", "data-versionurl='x'", "<table>", "<![CDATA["),
    "wikitext": ("<ref>", "</ref>", "<ref name=a />", "<ref name='a' group=b>", "{{cite web|url=", "|title=", "|date=", "}}", "{{sfn|Smith|2010}}", "{{reflist}}", "<references>", "</references>", "<nowiki>", "[[", "]]", "[http://a.b c]", "{|", "|}", "== Notes ==\n", "|archive-url=", "|url-status=dead", "{{{1|", "}}}", "''", "Notes\n"),
    "latex": ("\\footnote{", "\\footnotemark[1]", "\\footnotetext{", "\\begin{thebibliography}{9}", "\\end{thebibliography}", "\\bibitem[a]{b}", "\\bibitem", "\\cite{a,b}", "\\href{http://a.b}{c}", "\\url{", "\\url|", "\\verb|", "%", "\\begin{verbatim}", "\\end{verbatim}", "\\bibliography{a}", "\\input{a}", "\\'e", "\\emph{", "~", "``", "''", "$", "\\begin{filecontents}{x.bib}", "\\endnote{", "\\newcommand{\\a}{\\a\\a}"),
    "bibtex": ("@string{s = s # s}", "@article{a,", "@comment{", "@preamble{", "title = {", "url = \"", " # ", "author = {A and B and others}", "crossref = {a}", "date = {2019-02-31/..}", "{\\'e}", "\\url{", "month = jan", "}\n", "},", "@book(a, ", "year = 10000", "\\&"),
    "csl_json": ('{"id":', '"title":', '"URL":', '"issued":', '"date-parts":', "[[2019,2,31]]", '"author":', '{"family":"A","given":"B"}', '"raw":', '"items":', "\\ud800", "\\u0000", "1e999", "null", "[[", "]]", '"type":"article-journal"', '"references":'),
    "docx": (),
}  # fmt: skip


@cache
def plugins() -> pipeline.Plugins:
    """The plug-ins as the defaults have them."""
    return wiring.plugins_of(config.load(wiring.configurable(), file=Path(os.devnull)).settings)


def reads(name: str) -> Callable[[bytes], None]:
    """All that happens to a document of a name without a network."""

    def run(data: bytes) -> None:
        try:
            document, notes = read(name, data)
        except DocumentError as error:
            no_internal_error(error.message)
            if "\n" in error.message:
                raise BrokenPlugin("a message of several lines") from error
            return
        form = wiring.format_for(name, data)
        if form.write(name, data, ()) != data:
            raise BrokenPlugin("written without a change it is other bytes")
        _within(document, notes)
        _nothing_made_up(document, notes)
        parsed = ParsedDocuments(((document, notes),), {})
        (result,) = pipeline.conclude(parsed, RunState(), plugins(), wiring.clock().now(), "not asked")
        json.dumps(json_output.parse(result))
        _repaired(document, notes)

    return run


def _within(document: Document, notes: tuple[Note, ...]) -> None:
    """Every span is a stretch of the text, and a source is its note's words."""
    size = len(document.text)
    spans = [("note", note.text.span) for note in notes if note.text.span]
    spans += [("source", source.span) for note in notes for source in note.sources if source.span]
    spans += [("marker", marker.span) for note in notes for marker in note.text.markers]
    spans += [("address", address.span) for address in document.addresses]
    for what, span in spans:
        if not 0 <= span.start <= span.end <= size:
            raise BrokenPlugin(f"the span of a {what} is outside of the text")
    if any(note.text.offsets and len(note.text.offsets) != len(note.text.body) for note in notes):
        raise BrokenPlugin("a note's offsets are not those of its body")


def _nothing_made_up(document: Document, notes: tuple[Note, ...]) -> None:
    """No value of a source that is not in its note; what a format carries as fields or links has words of its own."""
    for note in notes:
        body = squeezed(note.text.body) + squeezed(unquote(note.text.body))
        links = {link.url for link in note.text.links} | {link.archive_url for link in note.text.links}
        for source in note.sources:
            if not source.structured and (strange := [v for v in values(source) if squeezed(v) not in body and v not in links]):
                raise BrokenPlugin(
                    f"a value is not in the note ({document.format}): {strange[0][:80]!r} of {note.text.body[:200]!r}"
                )


def _repaired(document: Document, notes: tuple[Note, ...]) -> None:
    """The safe repairs of what is said to be recorded: they change nothing else. ``apply`` reads the result again."""
    form = plugins().formats[document.format]
    wanted = tuple(one for one in repair(document, notes, recorded(notes), form) if one.fix.safe)[:REPAIRS]
    try:
        after, kept = apply(document, notes, wanted, form)
    except WriteError as error:
        no_internal_error(str(error))
        return
    diff(document.path, document.data, after)
    if document.encoding.startswith(("utf-16", "utf-32")) or document.encoding.endswith("-sig"):
        return  # the comparison below counts no byte order marks
    try:
        elsewhere = changed_elsewhere(Repaired(document, notes, wanted, kept, after))
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
    ):  # a part that nobody reads is damaged
        return
    if elsewhere:
        raise BrokenPlugin("a repair changes what no edit names")


def _text_seeds(form: str, suffix: str) -> Callable[[], Iterator[bytes]]:
    def seeds() -> Iterator[bytes]:
        for name in MADE:
            if name.endswith(f".{suffix}"):
                yield from _cut(made(name), whole=suffix in ("docx", "json"))
        if suffix == "txt":
            for table in ("short_forms.txt", "notes.txt"):
                yield from (piece for case in (CASES / table).read_bytes().split(b"----\n") for piece in _cut(case))
            yield b"Said so [1].\n\n[1] J. Smith, \xe2\x80\x9cA title\xe2\x80\x9d, BBC, 12 May 2019, https://a.example/b_(c).\n[2] Ibid., p. 4; Id. at 7.\n"
        yield from (f"x {''.join(MORE[form][at : at + 3])} y\n".encode() for at in range(0, len(MORE[form]), 3))
        yield from _of_the_rigs(suffix)

    return seeds


def _cut(data: bytes, *, whole: bool = False) -> Iterator[bytes]:
    """A text in pieces of its lines; a package or JSON as it is."""
    if whole or len(data) <= LARGEST_SEED:
        yield data
        return
    half = LARGEST_SEED // 2
    yield data[:half] + data[-half:]  # what calls notes stands at the beginning, what they say often at the end
    yield data[len(data) // 2 :][:LARGEST_SEED]


def _of_the_rigs(suffix: str) -> Iterator[bytes]:
    """Documents that are measured with, where they are; read in place, never kept."""
    root = os.environ.get("CITECHECK_RIGS")
    for path in sorted(Path(root).rglob(f"*.{suffix}"))[:400] if root else ():
        if path.is_file() and path.stat().st_size < 200_000:
            yield from list(_cut(path.read_bytes(), whole=suffix in ("docx", "json")))[:2]


def _docx_member(name: str, data: bytes, seed: int) -> bytes:
    return xml_tree(data.decode("utf-8", "replace"), seed).encode("utf-8", "replace") if name.endswith((".xml", ".rels")) else data


def _target(form: str, suffix: str) -> Target:
    trees: Mutator | None = {"csl_json": json_tree, "docx": package(_docx_member)}.get(form)
    words = (*(word.encode() for word in MORE[form]), *WORDS) if form != "docx" else ()
    largest = 60_000 if form == "docx" else 3_000
    return Target(form, reads(f"case.{suffix}"), _text_seeds(form, suffix), words, trees, (), largest)


TARGETS = tuple(_target(form, suffix) for form, suffix in SUFFIXES.items())
