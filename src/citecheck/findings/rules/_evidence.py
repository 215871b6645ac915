"""Fields in which a page or a registry's record disagrees with the note that cites it."""

from msgspec.structs import replace

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts
from citecheck.language.title_words import title_words
from citecheck.model.finding import FindingDraft, Fix
from citecheck.model.knowledge import Evidence
from citecheck.model.repair import CorrectField
from citecheck.model.report import DocumentResult, SourceResult

WORDS = {
    "title": "title", "author": "author", "container-title": "publication", "issued": "date",
    "volume": "volume", "issue": "issue", "page": "pages", "arXiv": "arXiv number", "PMID": "PMID",
}  # fmt: skip
NAMED = 3  # names in a message


def disagreements(result: DocumentResult, variable: str) -> Drafts:
    """A draft for each source whose page or record is the cited one but differs in a field; only a note if that may be misread."""
    for source_result in result.source_results:
        for evidence in against(source_result):
            if evidence.variable == variable:
                url = source_result.resolution.url if source_result.resolution else None
                message = _of_record(source_result, evidence) if evidence.witness == "record" else _of_page(evidence)
                draft = at_source(
                    result, source_result, message, url=url, fields=(variable,), fixes=_fixes(source_result, variable)
                )
                yield draft if _is_read_whole(evidence) else doubted(draft, source_result, variable)


def doubted(draft: FindingDraft, source_result: SourceResult, variable: str) -> FindingDraft:
    """A draft that rests on a field; if that may be misread, it is a note, and says so."""
    if variable not in source_result.source.uncertain:
        return draft
    return replace(
        draft, severity="note", message=f"{draft.message}; the {WORDS[variable]} may be misread, please check the reading"
    )


def _is_read_whole(evidence: Evidence) -> bool:
    """Whether what a record contradicts was certainly read as the field: a publication that is known as one, a title that begins and
    ends as the record's."""
    if evidence.witness == "record" and evidence.variable == "title":
        cited, found = title_words(evidence.cited), title_words(evidence.found)
        return bool(cited and found) and (cited[0], cited[-1]) == (found[0], found[-1])
    from citecheck.sources.coverage import is_known_venue

    return evidence.witness == "record" and evidence.variable == "container-title" and is_known_venue(evidence.cited)


def _fixes(source_result: SourceResult, variable: str) -> tuple[Fix, ...]:
    """The proposed corrections of a field."""
    return tuple(r.fix for r in source_result.repairs if isinstance(r.change, CorrectField) and r.change.variable == variable)


def _of_page(evidence: Evidence) -> str:
    compared = f"cited “{evidence.cited}”, found “{evidence.found}” ({evidence.source})"
    return f"the page has another {WORDS[evidence.variable]}: {compared}"


def _of_record(source_result: SourceResult, evidence: Evidence) -> str:
    if evidence.variable == "author":
        return _of_authors(source_result, evidence)
    if evidence.variable in ("arXiv", "PMID"):
        return f"the {WORDS[evidence.variable]} {evidence.cited} is of another work: “{evidence.found}” ({evidence.source})"
    cited, found = marked(evidence.cited, evidence.found) if evidence.variable == "title" else (evidence.cited, evidence.found)
    word = "year" if evidence.variable == "issued" else WORDS[evidence.variable]
    return f"{evidence.source} has another {word}: cited “{cited}”, found “{found}”"


def _of_authors(source_result: SourceResult, evidence: Evidence) -> str:
    """What is wrong with the authors: too few, others, or in another order."""
    from citecheck.sources.record_evidence import named  # slow to import, and only disagreements need it

    known = named(source_result.source, evidence.found)
    strange = f"{', '.join(known.strange[:NAMED])}{' and others' if len(known.strange) > NAMED else ''}"
    compared = f"cited “{evidence.cited}”, found “{evidence.found}” ({evidence.source})"
    match known.level:
        case "partial":
            return f"names {known.cited} of {known.found} authors, without “et al.”: {compared}"
        case "order":
            return f"names the authors in another order: {compared}"
        case "misspelt":
            return f"spells {strange} differently: {compared}"
        case "added":
            return f"names authors whom {evidence.source} does not have: {strange}; {compared}"
        case _:
            return f"{evidence.source} has other authors: {compared}"


def marked(cited: str, found: str) -> tuple[str, str]:
    """Two texts with the words in which they differ in brackets."""
    from difflib import SequenceMatcher

    one, other = cited.split(), found.split()
    ours, theirs = ([word.casefold().strip(".,:;") for word in words] for words in (one, other))
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            for words, first, last in ((one, a, b), (other, c, d)):
                if last > first:
                    words[first] = f"[{words[first]}"
                    words[last - 1] = f"{words[last - 1]}]"
    return " ".join(one), " ".join(other)


def against(source_result: SourceResult) -> tuple[Evidence, ...]:
    """The contradicted fields of a verified or likely page, or of the page at the note's own URL if its title agrees."""
    known = source_result.resolution
    if known is None:
        return ()
    titled = any(e.variable == "title" and e.verdict == "confirmed" for e in known.evidence)
    own = known.state == "ambiguous" and titled and bool(source_result.source.item.url or source_result.source.item.doi)
    if known.state not in ("verified", "likely") and not own:
        return ()
    return tuple(e for e in known.evidence if e.verdict == "contradicted")
