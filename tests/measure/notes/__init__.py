"""Are the notes of real documents found, and is nothing said of them that is wrong? Writes reports/notes.md.

    python -m tests.measure.notes FOLDER_OR_MANIFEST… [--per-format 75] [--without 320] [--any 2000] [--jobs 2]

A folder holds checkouts of public repositories, one beside the other (``OWNER+NAME/…``); a manifest has a path a line, after a tab the
suffix to read it as, where it has another one. Beside citecheck the documents are read by pandoc and by readers of the formats:
``pip install pypandoc_binary pybtex bibtexparser``. Nothing of the documents is kept but paths, lines, counts and messages.

Every error said of them is to be judged by a person: ``judgements.tsv`` holds true or false by path, line and rule; and by path alone whether a
``list`` is one of notes or sources, whether ``notes`` that no reader has are some, and whether the ``reader`` of text files is right.
"""
