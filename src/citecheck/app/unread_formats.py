"""Formats of documents and bibliographies that citecheck refuses by their suffix, instead of reading them as plain text."""

# By suffix; a plug-in may read them.
UNREAD = {
    ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".asc": "AsciiDoc", ".org": "Org",
    ".textile": "Textile", ".typ": "Typst", ".dbk": "DocBook", ".docbook": "DocBook", ".tei": "TEI", ".fodt": "OpenDocument",
    ".odt": "OpenDocument", ".doc": "Word before 2007", ".rtf": "RTF", ".pages": "Pages", ".wpd": "WordPerfect", ".pdf": "PDF",
    ".epub": "EPUB", ".enw": "EndNote", ".enl": "EndNote", ".nbib": "PubMed", ".ciw": "Web of Science",
    ".mods": "MODS", ".marcxml": "MARC", ".lyx": "LyX", ".texi": "Texinfo", ".pptx": "PowerPoint", ".xlsx": "Excel",
}  # fmt: skip
SAVE_AS = ".docx, .md, .rst, .txt, .tex, .html, .bib or .ris"
