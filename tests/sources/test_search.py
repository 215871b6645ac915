"""The candidates of a search: what several services say of one page."""

import pytest

from citecheck.model.knowledge import Candidate, Notice
from citecheck.sources.search import SourceSearch
from tests.sources.conftest import HOME, TITLE, cited, offer


@pytest.mark.parametrize("record_first", [True, False])
def test_a_notice_on_a_work_is_kept_where_another_service_has_its_page_with_a_better_title(*, record_first: bool) -> None:
    notice = Notice("retraction", "10.5555/flood.2")
    record = Candidate(HOME, "register", f"{TITLE}: a chronicle of dykes, weirs and pumps", record=True, notices=(notice,))
    search = SourceSearch(cited())
    for candidate in (record, offer()) if record_first else (offer(), record):
        search.take(candidate.provider, (candidate,))
    (merged,) = search.offers.values()
    assert merged.notices == (notice,)
