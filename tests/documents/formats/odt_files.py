"""Minimal OpenDocument texts for tests."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

URIS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
STYLES = '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
TYPE = "application/vnd.oasis.opendocument.text"


def p(*words: str) -> str:
    return f"<text:p>{''.join(words)}</text:p>"


def h(words: str) -> str:
    return f'<text:h text:outline-level="1">{escape(words)}</text:h>'


def italic(words: str) -> str:
    return f'<text:span text:style-name="T1">{escape(words)}</text:span>'


def note(number: int | str, *words: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:id="n{number}" text:note-class="{kind}"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body>{p(*words)}</text:note-body></text:note>"
    )


def link(url: str, words: str) -> str:
    return f'<text:a xlink:type="simple" xlink:href={quoteattr(url)}>{escape(words)}</text:a>'


def odt_file(body: str, **more: str) -> bytes:
    """A text; ``more`` are other members, by names with ``/`` for ``__``."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in URIS.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {declared} office:version="1.3">'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    members = {"mimetype": TYPE, "content.xml": content, "META-INF/manifest.xml": manifest}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member, text in (members | {name.replace("__", "/"): text for name, text in more.items()}).items():
            packing = zipfile.ZIP_STORED if member == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(member, (2024, 1, 2, 3, 4, 6)), text, packing)
    return out.getvalue()
