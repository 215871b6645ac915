"""The order of the rules that correct the model's fields, each with the name of what it needs besides the text and the fields.

``parts``: all spans that the model labelled; ``url``: the citation's; ``host_name``: its host; ``links``: the spans of its links.
"""

from typing import Any

from citecheck.citations.bodies_first import body_with_brackets
from citecheck.citations.book_titles import (
    book_behind_in,
    title_before_imprint,
    volume_of_works,
)
from citecheck.citations.container_edges import (
    book_of_editor,
    department_as_container,
    edges_of_container,
    small_word_before_container,
    title_before_abbreviations,
    work_before_entry,
    year_of_meeting,
)
from citecheck.citations.dated_names import names_before_year, publisher_behind_author, title_behind_year
from citecheck.citations.east_asian import counted_numbers
from citecheck.citations.east_asian_journals import journal_without_title
from citecheck.citations.edge_rules import (
    no_date_within,
    number_as_container,
    remark_as_title,
    without_words_at_edges,
)
from citecheck.citations.imprint_rules import (
    country_as_publisher,
    first_of_cities,
    place_as_container,
    press_as_container,
    publisher_behind_city,
    publisher_in_place,
    rest_of_press,
    site_in_title,
    state_as_container,
)
from citecheck.citations.journal_names import (
    abbreviations_before_journal,
    journal_before_medium,
    journal_before_numbers,
    journal_in_title,
    subtitle_in_container,
)
from citecheck.citations.journal_rules import (
    book_behind_editors,
    journal_behind_quotation,
    numbers_in_one_field,
    pages_behind_colon,
    report_number,
    volume_before_pages,
)
from citecheck.citations.journal_sections import (
    book_before_pages,
    journal_before_place,
    journal_behind_editor,
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
)
from citecheck.citations.law import as_law
from citecheck.citations.leading_names import given_name_behind, initials_first, particle_first
from citecheck.citations.legal_titles import as_case, with_its_year
from citecheck.citations.misplaced_words import city_behind_book, translator_before_place
from citecheck.citations.missing_titles import (
    container_as_title,
    edition_as_container,
    form_as_container,
    role_as_container,
    standard_as_author,
    thesis_as_container,
)
from citecheck.citations.mla_rules import (
    no_words_of_cited,
    publisher_as_place,
    publisher_of_site,
    quoted_name_first,
    site_and_publisher,
)
from citecheck.citations.name_borders import (
    names_as_container,
    names_as_title,
    names_behind_title,
    rest_of_names,
    title_in_names,
    unmarked_names,
)
from citecheck.citations.newspaper_rules import newspaper_before_day, newspaper_behind_headline
from citecheck.citations.remark_rules import title_before_remark
from citecheck.citations.retrieved_from import site_retrieved_from
from citecheck.citations.series_rules import (
    body_before_place,
    numbered_series,
    series_in_brackets,
    series_in_title,
    translation_in_container,
)
from citecheck.citations.sites_first import body_alone, entry_before_encyclopedia, page_before_site, title_behind_host
from citecheck.citations.slavic_rules import behind_slashes, book_behind_dash
from citecheck.citations.subtitles import subtitle_before_place
from citecheck.citations.title_ends import (
    house_before_year,
    last_word_of_title,
    ordinal_in_title,
    phrase_in_title,
    press_in_title,
    question_before_journal,
)
from citecheck.citations.title_in_author import law_journal, title_before_edition, title_behind_body
from citecheck.citations.title_rules import author_alone, author_in_brackets, journal_alone, quotation_after_names
from citecheck.citations.title_tails import (
    book_in_title,
    editor_as_author,
    kind_of_thesis,
    place_at_end,
    role_at_title_end,
    second_year,
    tail_of_title,
    years_of_subject,
)
from citecheck.citations.title_words_in_names import (
    ministry_of_land,
    names_before_role,
    publisher_as_title,
    title_before_role,
    word_in_names,
)
from citecheck.citations.venue_rules import (
    proceedings_with_year,
    publisher_before_volume,
    publisher_behind_quotation,
    venue_as_editor,
)

ORDER: tuple[tuple[Any, ...], ...] = (
    (title_before_remark,),
    (initials_first,),
    (particle_first,),
    (title_before_role,),
    (names_before_role,),
    (word_in_names,),
    (unmarked_names, "links"),
    (title_in_names,),
    (rest_of_names,),
    (names_as_title,),
    (names_behind_title,),
    (names_as_container,),
    (thesis_as_container,),
    (form_as_container,),
    (edition_as_container,),
    (role_as_container,),
    (container_as_title, "host_name"),
    (standard_as_author,),
    (names_before_year, "parts"),
    (names_with_hyphens, "parts"),
    (names_behind_semicolon,),
    (name_in_brackets,),
    (names_before_journal,),
    (bracket_of_name,),
    (author_before_role,),
    (ordinal_in_title,),
    (phrase_in_title,),
    (question_before_journal,),
    (book_before_pages,),
    (journal_first,),
    (journal_before_place,),
    (journal_behind_editor, "parts"),
    (editor_as_author, "parts"),
    (place_at_end,),
    (years_of_subject, "parts"),
    (second_year, "parts"),
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
    (proceedings_with_year,),
    (title_before_imprint,),
    (book_behind_editors, "parts"),
    (book_behind_in,),
    (volume_of_works,),
    (journal_behind_quotation,),
    (journal_before_numbers,),
    (journal_in_title,),
    (subtitle_in_container,),
    (journal_before_medium,),
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
    (country_as_publisher,),
    (publisher_behind_city,),
    (first_of_cities, "parts"),
    (state_as_container,),
    (rest_of_press,),
    (site_in_title,),
    (given_name_behind,),
    (site_retrieved_from,),
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
    (pages_behind_colon,),
    (abbreviations_before_journal,),
    (quoted_name_first,),
    (site_and_publisher,),
    (no_words_of_cited,),
    (publisher_as_place,),
    (publisher_of_site,),
    (ministry_of_land,),
    (behind_slashes,),
    (book_behind_dash,),
    (newspaper_behind_headline,),
    (newspaper_before_day,),
    (year_of_meeting,),
    (edges_of_container,),
    (work_before_entry,),
    (department_as_container,),
    (title_before_abbreviations,),
    (publisher_in_place,),
    (numbered_series,),
    (last_word_of_title,),
    (press_in_title,),
    (house_before_year,),
    (role_at_title_end,),
    (journal_without_title,),
    (translator_before_place,),
    (city_behind_book,),
    (entry_before_encyclopedia,),
    (title_behind_host,),
    (body_with_brackets,),
    (body_alone,),
    (page_before_site, "url"),
    (small_word_before_container,),
    (book_of_editor,),
    (law_journal,),
    (title_before_edition,),
    (title_behind_body,),
    (as_law,),
    (counted_numbers,),
)
