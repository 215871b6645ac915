"""Minimal EPUB books for tests."""

import io
import zipfile
from collections.abc import Mapping

CONTAINER = (
    '<?xml version="1.0"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">'


def page(body: str) -> str:
    return f"{HEAD}\n<head><title>Rivers</title></head>\n<body>\n{body}\n</body>\n</html>\n"


def epub_file(pages: Mapping[str, str], **more: str) -> bytes:
    """A book of pages by file name, in order; ``more`` are other members, by names with ``/`` for ``__``."""
    items = "".join(f'<item id="p{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages))
    spine = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    package = (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:8a1c1f0e-5d6b-4f67-9d0c-0a4f6d1b2c3d</dc:identifier>'
        '<dc:title>Rivers</dc:title><dc:language>en</dc:language><meta property="dcterms:modified">2024-01-02T03:04:06Z</meta></metadata>'
        f'<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest><spine>{spine}</spine></package>'
    )
    contents = "".join(f'<li><a href="{name}">{name}</a></li>' for name in pages)
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package,
        "OEBPS/nav.xhtml": page(f'<nav epub:type="toc" id="toc"><ol>{contents}</ol></nav>'),
        **{f"OEBPS/{name}": page(body) for name, body in pages.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member, text in (members | {name.replace("__", "/"): text for name, text in more.items()}).items():
            packing = zipfile.ZIP_STORED if member == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(member, (2024, 1, 2, 3, 4, 6)), text, packing)
    return out.getvalue()
