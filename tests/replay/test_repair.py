"""The seed list in every format: reported, repaired, reported again. Verified URLs are in their notes, nothing else changed."""

import html
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.model.document import Note

pytestmark = [pytest.mark.replay, pytest.mark.enable_socket]
SEED_LIST = Path(__file__).parents[2] / "references" / "us-iraq-dialogue.txt"
NOTES = [
    re.sub(r"\s+", " ", note).strip()
    for note in re.split(r"^\[\d+\]", SEED_LIST.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
]


def plain() -> bytes:
    said = " ".join(f"Sentence {n}.[{n}]" for n in range(1, len(NOTES) + 1))
    return f"{said}\n\n{''.join(f'[{n}] {note}{chr(10)}' for n, note in enumerate(NOTES, 1))}".encode()


def markdown() -> bytes:
    said = " ".join(f"Sentence {n}.[^{n}]" for n in range(1, len(NOTES) + 1))
    return f"# Title\n\n{said}\n\n{''.join(f'[^{n}]: {note}{chr(10)}{chr(10)}' for n, note in enumerate(NOTES, 1))}".encode()


def page() -> bytes:
    said = "".join(f'<p>Sentence {n}.<sup><a href="#fn{n}" id="r{n}">{n}</a></sup></p>\n' for n in range(1, len(NOTES) + 1))
    notes = "".join(f'<li id="fn{n}">{html.escape(note)} <a href="#r{n}">↩</a></li>\n' for n, note in enumerate(NOTES, 1))
    return f'<!DOCTYPE html>\n<html lang="en"><body>\n{said}<ol class="footnotes">\n{notes}</ol>\n</body></html>\n'.encode()


def wikitext() -> bytes:
    return (
        "".join(f"Sentence.<ref>{html.escape(note, quote=False)}</ref>\n\n" for note in NOTES).encode()
        + b"== Notes ==\n{{reflist}}\n"
    )


def latex() -> bytes:
    notes = ""
    for note in NOTES:
        notes += "Sentence.\\footnote{" + re.sub(r"([#$%&_])", r"\\\1", note) + "}\n"
    return ("\\documentclass{article}\n\\usepackage{url}\n\\begin{document}\n" + notes + "\\end{document}\n").encode()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>"""
RELS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"""


def docx() -> bytes:
    import io

    said = "".join(
        f'<w:p><w:r><w:t>Sentence.</w:t></w:r><w:r><w:footnoteReference w:id="{n + 1}"/></w:r></w:p>'
        for n in range(1, len(NOTES) + 1)
    )
    notes = "".join(
        f'<w:footnote w:id="{n + 1}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {html.escape(note)}</w:t></w:r></w:p>'
        "</w:footnote>"
        for n, note in enumerate(NOTES, 1)
    )
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELS.format(kind="officeDocument", target="word/document.xml"))
        package.writestr("word/document.xml", f"{xml}<w:document {W}><w:body>{said}</w:body></w:document>")
        package.writestr("word/_rels/document.xml.rels", RELS.format(kind="footnotes", target="footnotes.xml"))
        package.writestr("word/footnotes.xml", f"{xml}<w:footnotes {W}>{notes}</w:footnotes>")
    return made.getvalue()


FORMATS: dict[str, Callable[[], bytes]] = {
    "list.txt": plain,
    "list.md": markdown,
    "list.html": page,
    "list.wiki": wikitext,
    "list.tex": latex,
    "list.docx": docx,
}


def git(folder: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def read(path: Path) -> tuple[Note, ...]:
    return parse(wiring.read_document(str(path), path.read_bytes()))


@pytest.mark.parametrize("name", FORMATS)
def test_a_repair_adds_every_verified_url_to_its_note_and_changes_nothing_else(
    replay, citecheck, tmp_path: Path, name: str
) -> None:
    if not wiring.has_known_suffix(name):
        pytest.skip("no format reads this yet")
    config, document = replay("seed")["config"], tmp_path / name
    document.write_bytes(FORMATS[name]())
    before = report(citecheck, config, name, tmp_path)
    verified = {key: url for key, (state, url, _) in before["sources"].items() if state == "verified"}
    assert len(verified) >= 9
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", name)
    git(tmp_path, "commit", "-qm", "before")
    done = citecheck("repair", "--write", name)
    assert done.returncode == 0, done.stderr
    written = {(n.label, at): s.item.url for n in read(document) for at, s in enumerate(n.sources, 1) if s.item.url}
    assert written.keys() == verified.keys()
    after = report(citecheck, config, name, tmp_path)
    assert after["complete"] - before["complete"] == len(verified)
    assert after["verified"] >= before["verified"]
    if name != "list.docx":
        assert_only_addresses_were_added(git(tmp_path, "diff", "--word-diff=porcelain", "--unified=0"))
    assert citecheck("repair", name).returncode == 0


def report(citecheck, config: str, name: str, folder: Path) -> dict:
    done = citecheck("report", "--config", config, name)
    assert done.returncode == 0, done.stderr
    data = json.loads((folder / "reports" / "list.json").read_text(encoding="utf-8"))
    found = {
        (note["label"], at): (source["resolution"]["state"], source["resolution"]["url"], source["item"].get("URL"))
        for note in data["documents"][0]["notes"]
        for at, source in enumerate(note["sources"], 1)
        if source["resolution"]
    }
    counts = data["completeness"]
    return {"sources": found, "complete": counts["complete"], "verified": counts["verified"]}


def assert_only_addresses_were_added(diff: str) -> None:
    changed = [line for line in diff.splitlines() if line[:1] in "+-" and not line.startswith(("+++", "---"))]
    added = [re.sub(r"https?://[^\s<}]+", "", line[1:]) for line in changed if line.startswith("+")]
    removed = [line[1:] for line in changed if line.startswith("-")]
    assert all("http" not in line for line in removed)
    words = [re.findall(r"\w+", " ".join(lines).replace("PM-Barzani-says", "")) for lines in (added, removed)]
    assert [w for w in words[0] if w not in ("url", "a", "href", "rel")] == words[1]
