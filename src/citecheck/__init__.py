"""citecheck tells a writer whether a document's footnotes hold."""

__version__ = "0.1.0"
