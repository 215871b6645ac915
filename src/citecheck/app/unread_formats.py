"""Formats of documents that are recognised by their suffix and refused, since nobody should take them for text without notes."""

# Formats of documents and bibliographies that citecheck does not read, unless a plug-in does.
UNREAD = {
    ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".asc": "AsciiDoc", ".rst": "reStructuredText", ".rest": "reStructuredText", ".org": "Org",
    ".textile": "Textile", ".typ": "Typst", ".dbk": "DocBook", ".docbook": "DocBook", ".tei": "TEI", ".fodt": "OpenDocument",
    ".odt": "OpenDocument", ".doc": "Word before 2007", ".rtf": "RTF", ".pages": "Pages", ".wpd": "WordPerfect", ".pdf": "PDF",
    ".epub": "EPUB", ".ipynb": "Jupyter", ".ris": "RIS", ".enw": "EndNote", ".enl": "EndNote", ".nbib": "PubMed", ".ciw": "Web of Science",
    ".mods": "MODS", ".marcxml": "MARC", ".lyx": "LyX", ".texi": "Texinfo", ".pptx": "PowerPoint", ".xlsx": "Excel",
}  # fmt: skip
SAVE_AS = ".docx, .md, .txt, .tex, .html or .bib"
