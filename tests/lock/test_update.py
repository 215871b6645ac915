"""Updates of the lock: better answers replace older ones, missing answers replace nothing, a person's decision stays."""

from datetime import UTC, datetime, timedelta
from time import process_time

import pytest
from msgspec.structs import replace

from citecheck.citations.fingerprint import fingerprint
from citecheck.citations.parse import parse
from citecheck.documents.formats.plain import PlainFormat
from citecheck.lock.file import Lock, LockEntry, dump, load
from citecheck.lock.lookup import look_up, stale, to_resolution
from citecheck.lock.policy import LockPolicy, known_from_lock
from citecheck.lock.update import update_entries
from citecheck.model.document import Document, Note
from citecheck.model.knowledge import Evidence, Notice, Resolution
from citecheck.model.reference import Date
from citecheck.model.report import SourceResult
from citecheck.model.web import Gone, Live, Moved, Unchecked, Unlinked
from tests.bounded import LINEAR, growth

FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = FIRST + timedelta(days=10)
TEXT = (
    "[1] M. Okafor, “River towns brace”, The Daily Courier, 14/03/2019.\n[2] L. Brandt, “Dry docks”, Harbour Weekly, 2/04/2020.\n"
)
PAGE = "https://courier.example/river-towns"


def notes(text: str = TEXT) -> tuple[Note, ...]:
    return parse(PlainFormat().read("notes.txt", text.encode()))


def source_results(resolution: Resolution | None, text: str = TEXT) -> list[SourceResult]:
    return [SourceResult(note, 1, note.sources[0], Unlinked(), resolution) for note in notes(text)]


def verified(url: str = PAGE) -> Resolution:
    evidence = (Evidence("title", "River towns brace", "River towns brace", "og:title", "confirmed", 14.8),)
    return Resolution(
        "verified",
        url,
        Live(url, 200, url),
        archive_url=f"https://web.archive.org/web/2020/{url}",
        probability=0.999,
        evidence=evidence,
    )


def run(lock: Lock, resolution: Resolution | None, now: datetime = LATER, text: str = TEXT) -> Lock:
    return load("lock", dump(update_entries(lock, [("notes.txt", source_results(resolution, text))], now)))


@pytest.fixture
def lock() -> Lock:
    return run(Lock(), verified(), FIRST)


def test_a_run_records_every_source_with_its_complete_verdict(lock: Lock) -> None:
    assert [e.label for e in lock.entries] == ["1", "2"]
    back = to_resolution(lock.entries[0], notes()[0].sources[0])
    assert (back.state, back.url, back.archive_url, back.probability, back.evidence) == (
        "verified",
        PAGE,
        verified().archive_url,
        0.999,
        verified().evidence,
    )
    assert back.link == verified().link


def test_a_run_without_answers_keeps_all_entries(lock: Lock) -> None:
    offline = Resolution("unchecked", reason="no network")
    assert run(lock, offline).entries == lock.entries
    assert run(lock, None).entries == lock.entries


def test_a_dead_page_is_recorded_and_its_location_stays(lock: Lock) -> None:
    dead = replace(verified(), link=Gone(PAGE, 404, "the server answers 404"))
    (entry, _) = run(lock, dead).entries
    assert (entry.state, entry.link and entry.link.verdict) == ("verified", "gone")


def test_an_unchecked_link_does_not_replace_its_recorded_verdict(lock: Lock) -> None:
    unasked = replace(verified(), link=Unchecked(PAGE, "offline"))
    assert run(lock, unasked).entries[0].link == lock.entries[0].link


def test_a_source_removed_from_the_document_is_removed_and_other_documents_stay(lock: Lock) -> None:
    elsewhere = replace(lock.entries[0], path="other.txt")
    after = run(Lock((*lock.entries, elsewhere)), verified(), text=TEXT.splitlines()[0])
    assert [(e.path, e.label) for e in after.entries] == [("notes.txt", "1"), ("other.txt", "1")]


def decided(lock: Lock) -> Lock:
    chosen = replace(lock.entries[0], decided="person", url="https://courier.example/chosen")
    return Lock((chosen, lock.entries[1]))


def test_a_persons_decision_is_never_overwritten_but_may_be_marked_as_doubtful(lock: Lock) -> None:
    entry = run(decided(lock), verified()).entries[0]
    assert (entry.decided, entry.url) == ("person", "https://courier.example/chosen")
    assert entry.questioned
    assert entry.questioned.url == PAGE


def test_a_persons_decision_for_a_dead_page_is_marked_as_doubtful(lock: Lock) -> None:
    url = "https://courier.example/chosen"
    found = Resolution("verified", url, Gone(url, 410, "the server answers 410"), decided="person")
    entry = run(decided(lock), found).entries[0]
    assert entry.questioned
    assert "gone" in entry.questioned.reason


def states(lock: Lock, text: str) -> list[str]:
    return [one.recorded.state for one in look_up(lock, "notes.txt", notes(text)).values()]


def test_renumbering_line_breaks_and_our_own_repair_keep_the_citation(lock: Lock) -> None:
    renumbered = "[1] Another, “Quite new”, Post, 1/1/2021.\n" + TEXT.replace("[2]", "[3]").replace("[1]", "[2]")
    assert states(lock, renumbered) == ["absent", "same", "same"]
    assert states(lock, TEXT.replace("“Dry docks”, ", "“Dry docks”,\n   ")) == ["same", "same"]
    assert states(lock, TEXT.replace("2019.", f"2019, {PAGE}.")) == ["same", "same"]


def test_a_notice_stays_until_the_entry_goes_though_its_registry_is_silent_later() -> None:
    notice = Notice("expression-of-concern", "10.5555/concern", Date((2021, 6)))
    lock = run(Lock(), replace(verified(), notices=(notice,)), FIRST)
    assert to_resolution(lock.entries[0], notes()[0].sources[0]).notices == (notice,)
    for later in (verified(), Resolution("unchecked", reason="silent: crossref (429)")):
        again = run(lock, later)
        assert to_resolution(again.entries[0], notes()[0].sources[0]).notices == (notice,)
        assert next(iter(look_up(again, "notes.txt", notes()).values())).recorded.notices == (notice,)


def test_a_changed_word_and_a_changed_url_are_noticed(lock: Lock) -> None:
    assert states(lock, TEXT.replace("brace", "drown")) == ["changed", "same"]
    assert states(lock, TEXT.replace("2019.", "2019, https://elsewhere.example/x.")) == ["changed", "same"]


@pytest.mark.parametrize("link", [Moved(PAGE, 301, f"{PAGE}-2019", "moved permanently"), Live(PAGE, 200, f"{PAGE}-2019")])
def test_a_redirect_that_the_document_follows_meanwhile_is_over(link: Live | Moved) -> None:
    at_first, later = (TEXT.replace("2019.", f"2019, {url}.") for url in (PAGE, link.final_url))
    made = [SourceResult(note, 1, note.sources[0], link, replace(verified(), link=link)) for note in notes(at_first)[:1]]
    lock = load("lock", dump(update_entries(Lock(), [("notes.txt", made)], FIRST)))
    known = known_from_lock(
        [(PlainFormat().read("notes.txt", later.encode()), notes(later))], LockPolicy(lock, ("notes.txt",), "all"), None
    )
    assert known.links[link.final_url] == Live(link.final_url, 200, link.final_url)


def test_answers_expire_and_missing_answers_are_never_fresh(lock: Lock) -> None:
    entry = lock.entries[0]
    assert [stale(entry, FIRST + timedelta(days=d), 30) for d in (29, 31)] == [False, True]
    assert stale(replace(entry, state="unchecked"), FIRST, 30)


def looked_up(many: int) -> float:
    """CPU seconds in which so many sources of a document are looked up in its lock."""
    (first, _), read = notes(), []
    for n in range(1, many + 1):
        (source,) = first.sources
        text = replace(first.text, label=str(n))
        read.append(replace(first, text=text, sources=(replace(source, text=source.text.replace("towns", f"towns{n}")),)))
    made = [
        SourceResult(note, 1, note.sources[0], Unlinked(), verified(f"https://courier.example/{n}")) for n, note in enumerate(read)
    ]
    data = dump(update_entries(Lock(), [("notes.txt", made)], FIRST))
    start = process_time()
    found = look_up(load("lock", data), "notes.txt", read)
    took = process_time() - start
    assert len(found) == many and all(one.recorded.state == "same" for one in found.values())
    return took


def test_look_up_time_is_proportional_to_the_number_of_sources() -> None:
    assert growth(looked_up, 1_000) <= LINEAR


def test_entries_of_a_lock_are_plain_values(lock: Lock) -> None:
    assert isinstance(lock.entries[0], LockEntry)


def looked_up_in_documents(documents: int) -> float:
    """Seconds to look up the sources of so many documents, two each, in one lock."""
    (first, _) = notes()
    (source,) = first.sources
    entries, parsed = [], []
    for n in range(documents):
        here = tuple(replace(first, sources=(replace(source, text=f"{source.text} {n} {which}"),)) for which in range(2))
        entries += [LockEntry(f"{n}.txt", first.label, 1, fingerprint(note.sources[0]), "verified") for note in here]
        parsed.append((Document(f"{n}.txt", "plain", ""), here))
    policy = LockPolicy(Lock(tuple(entries)), tuple(document.path for document, _ in parsed), "all")
    start = process_time()
    known = known_from_lock(tuple(parsed), policy, None)
    took = process_time() - start
    assert all(one.state == "same" for one in known.recorded.values()) and len(known.recorded) == 2 * documents
    return took


def test_look_up_time_is_proportional_to_the_number_of_documents() -> None:
    assert growth(looked_up_in_documents, 400) <= LINEAR


def test_a_document_with_a_damaged_entry_keeps_what_the_lock_has_of_it() -> None:
    made = source_results(verified())
    lock = load("lock", dump(update_entries(Lock(), [("notes.txt", made)], FIRST)))
    assert [entry.label for entry in update_entries(lock, [("notes.txt", made[1:])], LATER)] == ["2"]
    kept = [entry.label for entry in update_entries(lock, [("notes.txt", made[1:])], LATER, {"notes.txt"})]
    assert sorted(kept) == ["1", "2"]
