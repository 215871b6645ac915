"""Coverage-guided fuzzing of reading notes, with atheris (https://github.com/google/atheris).

    python tests/measure/fuzz_parse.py [-max_total_time=600] [CORPUS…]

Any bytes are read as a document and parsed; an exception other than ``DocumentError``, a value that is not in its note, or an input
that takes longer than a second ends the run, and libFuzzer writes it to ``crash-…``. Such a file goes, cut short, to
``tests/cases/fuzz/``, where ``tests/property/test_fuzz_findings.py`` keeps it. Needs the ``fuzz`` extra.
"""

import sys
import time
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))
with atheris.instrument_imports(include=["citecheck"]):
    from citecheck import wiring
    from citecheck.errors import DocumentError
    from citecheck.stages.parse import parse
from tests.property.awkward import UNITS
from tests.property.test_parse import squeezed, values

SECONDS = 5.0  # instrumented code is several times slower
NAMES = ("case.txt", "case.md", "case.html", "case.wiki", "case.tex", "case.bib", "case.json")


class Broken(Exception):
    """A law does not hold."""


def one(data: bytes) -> None:
    """Reads one input; its first byte chooses the format."""
    name = NAMES[data[0] % 2 if data[:1] and data[0] < 200 else sum(data[:1]) % len(NAMES)] if data else NAMES[0]
    start = time.process_time()
    try:
        document = wiring.read_document(name, data[1:])
    except DocumentError:
        return
    notes = parse(document)
    if time.process_time() - start > SECONDS:
        raise Broken("slow")
    if name != "case.txt":
        return
    for note in notes:
        body = squeezed(note.text.body)
        for source in note.sources:
            if strange := [value for value in values(source) if squeezed(value) not in body]:
                raise Broken(f"not in the note: {strange}")


def main() -> None:
    """Starts with the cases of the tests as a corpus."""
    corpus = Path("corpus")
    corpus.mkdir(exist_ok=True)
    for number, unit in enumerate(UNITS):
        (corpus / f"unit-{number}").write_bytes(
            b"\0Said so [1].\n\n[1] J. Smith, A title, " + unit.encode("utf-8", "replace") * 3 + b", BBC, 2019\n"
        )
    for at, case in enumerate((Path(__file__).parents[1] / "cases" / "short_forms.txt").read_bytes().split(b"----\n")):
        (corpus / f"case-{at}").write_bytes(b"\0" + case)
    atheris.Setup([sys.argv[0], str(corpus), *sys.argv[1:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
