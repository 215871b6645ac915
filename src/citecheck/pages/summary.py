"""The titles of a page, stored with its verdict so that a later run need not fetch it again."""

from dataclasses import dataclass

from citecheck.pages.quick_metadata import QuickMetadata

LONGEST = 400  # maximum characters of a title


@dataclass(frozen=True, slots=True)
class PageSummary:
    """The titles of a page: its own, its headings, and cited titles that it mentions."""

    titles: tuple[str, ...] = ()


def page_summary(page: QuickMetadata) -> PageSummary:
    """The titles of a page."""
    return PageSummary(tuple(title[:LONGEST] for title in (page.title, *page.headings) if title))
