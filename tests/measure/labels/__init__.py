"""Notes of public documents, labelled by a reader: where each note and each field is, without the text. See ``README.md``."""
