"""What a quick look at a page showed of it, kept with the verdict so that a second run need not look again."""

from dataclasses import dataclass

from citecheck.pages.quick_metadata import QuickMetadata

LONGEST = 400  # characters that are kept of each


@dataclass(frozen=True, slots=True)
class PageSummary:
    """The titles that a page was seen to have: its own, its headings, and those by which it was cited and which it mentions."""

    titles: tuple[str, ...] = ()


def page_summary(page: QuickMetadata) -> PageSummary:
    """The titles of a page."""
    return PageSummary(tuple(title[:LONGEST] for title in (page.title, *page.headings) if title))
