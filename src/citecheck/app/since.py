"""The lines of documents that changed since a commit, by comparison with git's version."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from citecheck.app.file_reader import STDIN
from citecheck.documents.changed_lines import changed_lines
from citecheck.io.git import NoGit, Repository, is_blob, repository_of
from citecheck.model.document import Document
from citecheck.model.errors import UsageError

NO_LINES: frozenset[int] = frozenset()


def changed_since(documents: Sequence[Document], ref: str) -> tuple[Document, ...]:
    """The documents with the lines that changed since the branch point from ``ref``; untracked documents are new.

    Raises ``UsageError`` without git, a repository or that commit.
    """
    repositories: dict[Repository, list[Document]] = {}
    for document in documents:
        if document.path != STDIN:
            try:
                repositories.setdefault(repository_of(Path(document.path)), []).append(document)
            except NoGit as error:
                raise UsageError(f"--since {ref}: {error}") from None
    known: dict[str, Document] = {}
    for repository, here in repositories.items():
        known |= {one.path: one for one in _marked(repository, here, ref)}
    return tuple(known.get(document.path, document) for document in documents)


def _marked(repository: Repository, documents: Sequence[Document], ref: str) -> list[Document]:
    names = [repository.name(Path(document.path)) for document in documents]
    try:
        before = repository.tree(_base(repository, ref), names)
        tracked = {file.name for file in repository.files(names)}
    except NoGit as error:
        raise UsageError(f"--since {ref}: {error}") from None
    return [
        replace(one, changed=_changed(repository, one, before[name][1])) if name in before and name in tracked else one
        for one, name in zip(documents, names, strict=True)
    ]


def _changed(repository: Repository, document: Document, id_: str) -> frozenset[int] | None:
    """The lines that differ from the old version; None (all lines) if it cannot be read or the format has no lines."""
    if is_blob(document.data, id_):
        return NO_LINES
    without_lines = not document.text or all(note.place.line is None for note in document.notes if note.span)
    old = None if without_lines else repository.blob(id_)
    try:
        return changed_lines(old.decode(document.encoding), document.text) if old is not None else None
    except (UnicodeError, LookupError):
        return None


def _base(repository: Repository, ref: str) -> str:
    """The branch point from ``ref``; the commit itself if there is no common history."""
    commit = repository.commit(ref)
    if not commit:
        raise UsageError(f"--since {ref}: git does not know this commit; fetch it first, or name another")
    return repository.common(commit, "HEAD") or commit
