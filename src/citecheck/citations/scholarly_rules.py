"""The order of the rules for names, titles, journals and series of scholarly references; ``fields`` applies them among its own."""

from collections.abc import Sequence
from typing import Any

from citecheck.citations.crf import FieldSpan
from citecheck.citations.dated_names import names_before_year, publisher_behind_author, title_behind_year
from citecheck.citations.journal_sections import (
    book_before_pages,
    journal_before_place,
    journal_behind_editor,
    journal_behind_year,
    journal_first,
    section_of_journal,
    without_state,
)
from citecheck.citations.later_names import (
    author_before_role,
    bracket_of_name,
    name_in_brackets,
    names_before_journal,
    names_behind_semicolon,
    names_with_hyphens,
    translator_as_author,
)
from citecheck.citations.series_rules import body_before_place, book_behind_year, series_in_title
from citecheck.citations.title_ends import ordinal_in_title, phrase_in_title, question_before_journal
from citecheck.citations.title_tails import (
    book_in_title,
    editor_as_author,
    kind_of_thesis,
    place_at_end,
    tail_of_title,
    years_of_subject,
)

Rules = tuple[tuple[Any, ...], ...]  # each with what it needs besides the text and the fields
JOURNALS_AND_SERIES: Rules = (
    (section_of_journal,),
    (without_state,),
    (series_in_title,),
    (body_before_place,),
    (book_in_title,),
    (tail_of_title,),
    (kind_of_thesis,),
)
MISSING_TITLES: Rules = ((title_behind_year,), (publisher_behind_author,))


def names_and_titles(parts: Sequence[FieldSpan]) -> Rules:
    """The first of them; ``parts`` are all spans that the model labelled."""
    return (
        (names_before_year, parts),
        (names_with_hyphens, parts),
        (names_behind_semicolon,),
        (name_in_brackets,),
        (names_before_journal,),
        (translator_as_author,),
        (bracket_of_name,),
        (author_before_role,),
        (ordinal_in_title,),
        (phrase_in_title,),
        (question_before_journal,),
        (journal_behind_year, parts),
        (book_before_pages,),
        (journal_first,),
        (journal_before_place,),
        (journal_behind_editor,),
        (book_behind_year,),
        (editor_as_author, parts),
        (place_at_end,),
        (years_of_subject,),
    )
