"""`citecheck repair`: plans, shows and writes the repairs of documents."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.app.file_reader import STDIN, Notify
from citecheck.app.lock_file import change_lock, lock_path, lock_policy, path_in_lock, read_lock
from citecheck.app.lock_parts import part_folder
from citecheck.app.project_archive import file_of, one_in, with_document
from citecheck.app.questions import Ask, ask_all, questions
from citecheck.app.read_result import read_result
from citecheck.citations.fingerprint import fingerprint
from citecheck.config.settings import Settings
from citecheck.faults import error_boundary
from citecheck.io.atomic_files import clear
from citecheck.lock.file import Lock, LockEntry
from citecheck.lock.policy import LockPolicy
from citecheck.model.document import Document, Note
from citecheck.model.errors import UsageError, WriteError
from citecheck.model.repair import Repair
from citecheck.model.report import DocumentResult
from citecheck.pipeline import from_lock
from citecheck.protocols import Format
from citecheck.reporters.display_text import plural


class Planned(Struct, frozen=True):
    """A document with the repairs to make (``kept``) and its repaired bytes (``after``).

    ``unreadable``: repairs that did not survive re-reading the document. ``offers``: for a format that is not written, what could be done.
    """

    document_result: DocumentResult
    kept: tuple[Repair, ...]
    after: bytes
    unsafe_left: int
    unreadable: tuple[Repair, ...]
    offers: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return self.document_result.document.path


def repaired(result: DocumentResult, *, unsafe: bool = False) -> bytes:
    """The document's bytes with its safe repairs, or all with ``unsafe``. Raises ``WriteError`` if the format refuses them."""
    from citecheck.repairs.proposals import apply

    wanted = [one for one in result.repairs if one.fix.safe or unsafe]
    after, _ = apply(result.document, result.notes, wanted, wiring.plugins("formats")[result.document.format]())
    return after


def lock_policy_from(documents: Sequence[Document], settings: Settings, result: Path | None) -> LockPolicy:
    """The records in a result file, else in the lock. Raises ``UsageError`` or ``LockError``."""
    if result is None:
        return lock_policy(documents, settings, locked=True)
    try:
        data = sys.stdin.buffer.read() if str(result) == "-" else result.read_bytes()
    except OSError as error:
        raise UsageError(f"{result}: cannot be read: {error.strerror}; check the name after --from") from None
    return LockPolicy(read_result(str(result), data), tuple(document.path for document in documents), "all")


def with_answers(documents: Sequence[Document], settings: Settings, known: LockPolicy, ask: Ask, notify: Notify) -> LockPolicy:
    """Ask a person about uncertain sources; return the records with the answers."""
    asked = tuple(questions(from_lock(documents, wiring.plugins_of(settings), known, wiring.clock().now())))
    if not asked:
        notify("nothing is uncertain, so there is nothing to ask")
        return known
    notify(f"{plural(ask_all(asked, settings, ask), 'answer')} recorded in {settings.output.lock}")
    decided = [entry for entry in read_lock(settings).entries if entry.decided == "person"]
    fingerprints = {entry.fingerprint for entry in decided}
    return replace(
        known, lock=Lock((*decided, *(e for e in known.lock.entries if e.fingerprint not in fingerprints)), known.lock.data)
    )


def plan(
    documents: Sequence[Document], settings: Settings, known: LockPolicy, notify: Notify, *, unsafe: bool
) -> tuple[Planned, ...]:
    """The repairs of every document. A citation that changed since it was recorded is skipped and reported."""
    plugins = wiring.plugins_of(settings)
    planned = []
    for document_result in from_lock(documents, plugins, known, wiring.clock().now()):
        for source_result in document_result.source_results:
            if source_result.recorded and source_result.recorded.state == "changed":
                notify(
                    f"citecheck: {document_result.document.path}#{source_result.label}: changed since it was recorded; run `citecheck report` again"
                )
        planned.append(_planned(document_result, plugins.formats.get(document_result.document.format), unsafe))
    return tuple(planned)


def _planned(document_result: DocumentResult, form: Format | None, unsafe: bool) -> Planned:
    from citecheck.repairs.proposals import apply, offers

    if not document_result.document.traits.written:
        listed = tuple(offers(document_result.document, document_result.source_results, unsafe=unsafe))
        return Planned(document_result, (), document_result.document.data, 0, (), listed)
    wanted = tuple(one for one in document_result.repairs if one.fix.safe or unsafe)
    with error_boundary() as fault:
        after, kept = (
            apply(document_result.document, document_result.notes, wanted, form) if form else (document_result.document.data, ())
        )
    if fault.cause:
        faults = (*document_result.faults, f"its repairs failed: {fault.cause}")
        return Planned(replace(document_result, faults=faults), (), document_result.document.data, 0, ())
    return Planned(
        document_result, kept, after, len(document_result.repairs) - len(wanted), tuple(one for one in wanted if one not in kept)
    )


def diff_of(one: Planned) -> bytes:
    """The changes as a diff, without keys and passwords in URLs; for a binary file its notes before and after."""
    from citecheck.documents.diff import diff, without_secrets

    data = one.document_result.document.data
    if one.offers:
        return without_secrets("".join(f"{line}\n" for line in one.offers).encode("utf-8", "backslashreplace"))
    return without_secrets(_before_and_after(one) if b"\0" in data else diff(one.path, data, one.after))


def summary(one: Planned, what: str) -> Iterator[str]:
    """The lines on repairs that were or would be made, and on the others."""
    if one.offers:
        yield f"{one.path}: {plural(len(one.offers), 'repair')} to make in its source, since a file of this format is not written"
        yield f"{one.path}: `citecheck check --locked --format bibtex` prints its sources as a corrected bibliography, also as csl-json"
    if one.kept:
        yield f"{one.path}: {plural(len(one.kept), 'repair')} {what}"
    if one.unsafe_left:
        yield f"{one.path}: {plural(one.unsafe_left, 'more repair')} with --unsafe, or one by one with --interactive"
    for left in one.unreadable:
        yield f"{one.path}#{left.label}: skipped: the edit did not survive re-reading the document ({left.fix.description})"


def _before_and_after(one: Planned) -> bytes:
    """For a binary file: each repaired note before and after."""
    read = wiring.read_document(one.path, one.after)
    lines = []
    for at in sorted({repair.note for repair in one.kept}):
        old, new = one.document_result.document.notes[at], read.notes[at]
        links = [f"  links to {link.url}" for link in new.links if link not in old.links]
        lines += [f"{one.path}, note {old.label}:", f"- {old.body.strip()}", f"+ {new.body.strip()}", *links]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def write_all(planned: Sequence[Planned], settings: Settings, notify: Notify, *, allow_dirty: bool) -> bool:
    """Write the repaired documents and report errors; whether any could not be written."""
    changed = [one for one in planned if one.kept]
    if not allow_dirty and (dirty := _unsaved(changed, settings)):
        raise UsageError(
            f"git has uncommitted changes ({', '.join(dirty[:3])}{' …' if len(dirty) > 3 else ''}); commit or stash them, so "
            "that you can undo the repair, or give --allow-dirty"
        )
    failed, written = False, set()
    for one in planned:
        if one.path != STDIN:
            clear(file_of(one.path).parent)
        try:
            with error_boundary() as fault:
                if one.kept:
                    _write(one, settings)
                    written.add(one.path)
                for line in summary(one, "made"):
                    notify(line)
                failed |= bool(one.offers)
            if fault.cause:
                raise WriteError(f"{one.path}: could not be repaired: {fault.cause}")
        except WriteError as error:
            notify(f"citecheck: {error}")
            failed = True
    _drop_old_entries(planned, written, settings)
    return failed


def _unsaved(planned: Sequence[Planned], settings: Settings) -> tuple[str, ...]:
    from citecheck.io.git_status import unsaved

    ours = (lock_path(settings), part_folder(lock_path(settings)), Path(settings.output.reports), Path("archive"))
    return unsaved([file_of(one.path) for one in planned if one.path != STDIN], ours)


def _write(one: Planned, settings: Settings) -> None:
    from citecheck.io.overwrite_checks import overwrite_problem

    if one.path == STDIN:
        raise WriteError("stdin: standard input cannot be written; name the file")
    file, before, after = file_of(one.path), one.document_result.document.data, one.after
    if reason := overwrite_problem(file):
        raise WriteError(f"{one.path}: {reason}; nothing was written")
    if inside := one_in(one.path):
        before, after = with_document(*inside, after, expected=before)
    _add_new_entries(one, settings)
    wiring.open_store().write(file, after, expected=before)


def _changed_fingerprints(one: Planned) -> dict[str, str]:
    """New fingerprint by old one, for citations with changed text."""
    from citecheck.model.repair import CorrectField

    changed = {(r.note, r.source) for r in one.kept if isinstance(r.change, CorrectField)}
    if not changed:
        return {}
    before, after = one.document_result.notes, _notes_after(one)
    return {fingerprint(before[at].sources[number - 1]): fingerprint(after[at].sources[number - 1]) for at, number in changed}


def _notes_after(one: Planned) -> tuple[Note, ...]:
    from citecheck.citations.parse import parse

    return parse(wiring.read_document(one.path, one.after))


def _add_new_entries(one: Planned, settings: Settings) -> None:
    """Copy lock entries to the new fingerprints; the old ones stay until the document is written, in case the run is killed."""
    if words := _changed_fingerprints(one):
        inside = path_in_lock(one.path, settings)

        def change(lock: Lock) -> tuple[LockEntry, ...]:
            known = {e.identity: e for e in lock.entries}
            moved = [
                replace(e, fingerprint=words[e.fingerprint]) for e in lock.entries if e.path == inside and e.fingerprint in words
            ]
            return tuple((known | {e.identity: e for e in moved}).values())

        change_lock(settings, change)


def _drop_old_entries(planned: Sequence[Planned], written: Set[str], settings: Settings) -> None:
    """Remove entries of replaced citations, also of a run that was killed before it removed them."""
    lock = read_lock(settings)
    doubled = {key[0] for key, count in Counter(e.key for e in lock.entries).items() if count > 1}
    here = {path_in_lock(one.path, settings): one for one in planned if one.path != STDIN}
    current = {}
    for path in doubled & here.keys():
        one = here[path]
        notes = _notes_after(one) if one.path in written else one.document_result.notes
        current[path] = {fingerprint(source) for note in notes for source in note.sources}

    def change(lock: Lock) -> tuple[LockEntry, ...]:
        alive = {e.key for e in lock.entries if e.fingerprint in current.get(e.path, ())}
        return tuple(e for e in lock.entries if e.key not in alive or e.fingerprint in current[e.path])

    if current:
        change_lock(settings, change)
