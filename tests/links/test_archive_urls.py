"""URLs of captures: which archives are known, and what their URLs tell of the original page."""

import pytest

from citecheck.links.archive_urls import archived

PAGE = "http://moor.example/report"


@pytest.mark.parametrize(
    ("url", "stamp"),
    [
        (f"https://web.archive.org/web/20190601id_/{PAGE}", "20190601"),
        (f"http://web.archive.org:80/web/20190601083000/{PAGE}", "20190601083000"),
        (f"http://web.archive.org/20010203040506/{PAGE}", "20010203040506"),
        (f"http://www.archive.org/web/2001/{PAGE}", "2001"),
        (f"http://replay.web.archive.org/20100101000000/{PAGE}", "20100101000000"),
        (f"http://wayback.archive.org/web/*/{PAGE}", ""),
        ("https://web.archive.org/web/2019/http%3A%2F%2Fmoor.example%2Freport", "2019"),
        (f"https://archive.today/2019.05.07-101112/{PAGE}", "20190507101112"),
        (f"https://archive.vn/20190507101112/{PAGE}", "20190507101112"),
        (f"https://www.webcitation.org/query?url={PAGE}&date=2010-01-01", ""),
        ("https://www.webcitation.org/5xYzAbCd1?url=http%3A%2F%2Fmoor.example%2Freport", ""),
        (f"http://timetravel.mementoweb.org/memento/2010/{PAGE}", "2010"),
        (f"https://webarchive.nationalarchives.gov.uk/ukgwa/20100104000000/{PAGE}", "20100104000000"),
        ("https://webarchive.nationalarchives.gov.uk/20121212135622/http:/moor.example/report", "20121212135622"),
        (f"https://webarchive.nationalarchives.gov.uk/+/{PAGE}", ""),
        ("https://webarchive.nrscotland.gov.uk/20200119101657/moor.example/report", "20200119101657"),
        (f"https://webarchive.nrscotland.gov.uk/3000/{PAGE}", ""),
        (f"https://www.webarchive.org.uk/wayback/en/archive/20180101000000mp_/{PAGE}", "20180101000000"),
        (f"https://arquivo.pt/noFrame/replay/20091007194454/{PAGE}", "20091007194454"),
        ("http://wayback.vefsafn.is/wayback/20071211000000/moor.example/report", "20071211000000"),
        (f"https://haw.nsk.hr/wayback/20110101000000/{PAGE}", "20110101000000"),
        (f"http://nukrobi2.nuk.uni-lj.si:8080/wayback/20160203130917/{PAGE}", "20160203130917"),
        (f"http://veebiarhiiv.digar.ee/a/20131014091520/{PAGE}", "20131014091520"),
        (f"https://wayback.archive-it.org/10702/20130420084626/{PAGE}", "20130420084626"),
        (f"http://webarchive.loc.gov/lcwa0003/20011209152223/{PAGE}", "20011209152223"),
        (f"https://webarchive.nla.gov.au/awa/20110315000000/{PAGE}", "20110315000000"),
        ("http://pandora.nla.gov.au/pan/14231/20120727-0512/moor.example/report", "201207270512"),
        ("https://warp.da.ndl.go.jp/info:ndljp/pid/1234567/http://moor.example/report", ""),
        ("https://archive.wikiwix.com/cache/?url=http%3A%2F%2Fmoor.example%2Freport", ""),
    ],
)
def test_a_capture_url_contains_its_original_url_and_time(url: str, stamp: str) -> None:
    assert archived(url) == (PAGE, stamp)


@pytest.mark.parametrize(
    "url", ["https://perma.cc/T8U2-994F", "https://archive.ph/AbCd1", "https://ghostarchive.org/archive/AbCdE"]
)
def test_a_capture_with_a_code_is_one_without_an_original_url(url: str) -> None:
    assert archived(url) == (None, "")


@pytest.mark.parametrize(
    "url",
    [
        "https://archive.org/details/moor",
        "https://web.archive.org/save/http://moor.example/report",
        "https://archive.ph/faq",
        "https://perma.cc/about",
        "https://arquivo.pt/",
        "https://trove.nla.gov.au/newspaper/article/1234",
        "https://webarchive.nationalarchives.gov.uk/search/",
        "https://archive-it.org/collections/2950",
        f"https://moor.example/web/2019/{PAGE}",
    ],
)
def test_other_pages_of_archives_and_of_other_sites_are_no_captures(url: str) -> None:
    assert archived(url) is None
