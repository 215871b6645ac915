"""The order of the rules that correct the model's fields, each with the name of what it needs besides the text and the fields.

``parts``: all spans that the model labelled; ``host_name``: of the citation's URL; ``links``: the spans of its links.
"""

from typing import Any

from citecheck.citations.book_titles import (
    book_behind_in,
    first_words_of_title,
    title_before_imprint,
    two_quotations,
    volume_of_works,
)
from citecheck.citations.dated_names import names_before_year, publisher_behind_author, title_behind_year
from citecheck.citations.east_asian import counted_numbers
from citecheck.citations.edge_rules import (
    access_words,
    no_date_within,
    number_as_container,
    remark_as_title,
    title_before_editor,
    without_words_at_edges,
    year_before_title,
    year_in_title,
)
from citecheck.citations.imprint_rules import (
    cities_in_title,
    country_as_publisher,
    first_of_cities,
    place_as_container,
    place_behind_publication,
    press_as_container,
    publisher_behind_city,
    reprint_before_place,
    rest_of_press,
    site_in_title,
    state_as_container,
)
from citecheck.citations.journal_names import (
    abbreviations_before_journal,
    journal_before_numbers,
    journal_in_title,
    journal_with_colon,
    subtitle_in_container,
)
from citecheck.citations.journal_rules import (
    book_behind_editors,
    journal_behind_quotation,
    numbers_in_one_field,
    report_number,
    volume_before_pages,
)
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
from citecheck.citations.law import as_law
from citecheck.citations.leading_names import given_name_behind, initials_first
from citecheck.citations.legal_titles import as_case, with_its_year
from citecheck.citations.missing_titles import (
    container_as_title,
    edition_as_container,
    role_as_container,
    standard_as_author,
    thesis_as_container,
)
from citecheck.citations.mla_rules import medium, named_role
from citecheck.citations.name_borders import names_as_container, names_behind_title, rest_of_names, title_in_names, unmarked_names
from citecheck.citations.series_rules import (
    body_before_place,
    book_behind_year,
    series_in_brackets,
    series_in_title,
    translation_in_container,
)
from citecheck.citations.subtitles import subtitle_before_place
from citecheck.citations.title_ends import ordinal_in_title, phrase_in_title, question_before_journal
from citecheck.citations.title_rules import author_alone, author_in_brackets, journal_alone, quotation_after_names
from citecheck.citations.title_tails import (
    book_in_title,
    editor_as_author,
    kind_of_thesis,
    place_at_end,
    second_year,
    tail_of_title,
    years_of_subject,
)
from citecheck.citations.title_words_in_names import (
    publisher_as_title,
    subject_in_names,
    title_before_role,
    title_behind_others,
    word_in_names,
)
from citecheck.citations.venue_rules import (
    proceedings_with_year,
    publisher_before_volume,
    publisher_behind_quotation,
    venue_as_editor,
    venue_behind_title,
)

ORDER: tuple[tuple[Any, ...], ...] = (
    (initials_first,),
    (title_behind_others,),
    (title_before_role,),
    (word_in_names,),
    (subject_in_names,),
    (unmarked_names, "links"),
    (title_in_names,),
    (rest_of_names,),
    (names_behind_title,),
    (names_as_container,),
    (thesis_as_container,),
    (edition_as_container,),
    (role_as_container,),
    (container_as_title, "host_name"),
    (standard_as_author,),
    (names_before_year, "parts"),
    (names_with_hyphens, "parts"),
    (names_behind_semicolon,),
    (name_in_brackets,),
    (names_before_journal,),
    (translator_as_author,),
    (bracket_of_name,),
    (author_before_role,),
    (ordinal_in_title,),
    (phrase_in_title,),
    (question_before_journal,),
    (journal_behind_year, "parts"),
    (book_before_pages,),
    (journal_first,),
    (journal_before_place,),
    (journal_behind_editor,),
    (book_behind_year,),
    (editor_as_author, "parts"),
    (place_at_end,),
    (years_of_subject, "parts"),
    (second_year,),
    (with_its_year, "parts"),
    (as_case, "parts"),
    (journal_alone,),
    (author_alone, "host_name"),
    (subtitle_before_place, "parts"),
    (author_in_brackets, "host_name"),
    (quotation_after_names,),
    (venue_as_editor,),
    (publisher_behind_quotation,),
    (publisher_before_volume,),
    (venue_behind_title,),
    (proceedings_with_year,),
    (two_quotations,),
    (title_before_imprint,),
    (first_words_of_title,),
    (title_before_editor,),
    (year_before_title,),
    (year_in_title,),
    (book_behind_editors, "parts"),
    (book_behind_in,),
    (volume_of_works,),
    (journal_behind_quotation,),
    (journal_before_numbers,),
    (journal_in_title,),
    (subtitle_in_container,),
    (journal_with_colon,),
    (section_of_journal,),
    (without_state,),
    (series_in_title,),
    (series_in_brackets,),
    (translation_in_container,),
    (body_before_place,),
    (book_in_title,),
    (tail_of_title,),
    (kind_of_thesis,),
    (press_as_container,),
    (place_as_container,),
    (place_behind_publication,),
    (country_as_publisher,),
    (reprint_before_place,),
    (publisher_behind_city,),
    (cities_in_title,),
    (first_of_cities,),
    (state_as_container,),
    (rest_of_press,),
    (site_in_title,),
    (given_name_behind,),
    (access_words,),
    (without_words_at_edges,),
    (no_date_within,),
    (number_as_container,),
    (remark_as_title, "parts"),
    (title_behind_year,),
    (publisher_behind_author,),
    (publisher_as_title,),
    (report_number,),
    (numbers_in_one_field,),
    (volume_before_pages,),
    (abbreviations_before_journal,),
    (medium,),
    (named_role,),
    (as_law,),
    (counted_numbers,),
)
