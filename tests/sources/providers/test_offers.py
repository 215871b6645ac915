"""Each provider's requests, and the candidates it makes of responses in the form of the service's documentation."""

import gzip
import json
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from citecheck.model.errors import NoAnswer
from citecheck.model.reference import Date
from tests.sources.providers.conftest import TITLE, Named, Said, asked, note

PAGE = "https://courier.example/2019/03/14/river-towns-brace-for-a-third-flood-in-a-single-spring"


def article(wikitext: str) -> bytes:
    page = {"title": "Spring floods", "revisions": [{"slots": {"main": {"content": wikitext}}}]}
    return json.dumps({"batchcomplete": True, "query": {"pages": [page]}}).encode()


def test_wikipedia_returns_the_url_and_the_capture_that_an_article_cites(provider: Named) -> None:
    cite = f"""Floods.<ref>{{{{cite news |last=Okafor |first=Ada |title={TITLE} |url={PAGE} |work=[[The Courier]]
        |date=14 March 2019 |archive-url=https://web.archive.org/web/20190315000000/{PAGE}}}}}</ref>
        <ref>{{{{cite news |title=Another matter altogether |url=https://courier.example/other}}}}</ref>"""
    service = Said(article(cite))
    (found,) = provider("wikipedia").search(note(), service)
    assert (found.url, found.title, found.author, found.date) == (PAGE, TITLE, ("Ada Okafor",), Date((2019, 3, 14)))
    assert found.archive_url == f"https://web.archive.org/web/20190315000000/{PAGE}"
    assert found.cited and found.note == "Spring floods"
    assert asked(service)["gsrsearch"].startswith('insource:"River towns brace')


DIALECTS = {
    "es": "{{cita noticia|título=@T|url=@U|apellidos=Okafor|nombre=Ada|fecha=14 de marzo de 2019|periódico=C|urlarchivo=@A}}",
    "pt": "{{citar notícia|título=@T|url=@U|último=Okafor|primeiro=Ada|data=14 de março de 2019|jornal=C|arquivourl=@A}}",
    "pl": "{{Cytuj|tytuł=@T|url=@U|nazwisko=Okafor|imię=Ada|data=2019-03-14|opublikowany=C|archiwum=@A}}",
    "de": "{{Literatur|Autor=Ada Okafor|Titel=@T|Sammelwerk=C|Datum=2019-03-14|Online=@U|archiv-url=@A}}",
    "de, a link with a text": "{{Literatur|Autor=Ada Okafor|Titel=@T|Sammelwerk=C|Datum=2019-03-14|Online=[@U read]|archiv-url=@A}}",
    "pt livro": "{{citar livro|título=@T|url=@U|autor=Ada Okafor|data=14 de março de 2019|editora=C|urlarquivo=@A}}",
    "da": "{{Kilde www|fornavn=Ada|efternavn=Okafor|titel=@T|url=@U|dato=2019-03-14|værk=C|arkivurl=@A}}",
    "de Internetquelle": "{{Internetquelle|autor=Ada Okafor|titel=@T|werk=C|datum=2019-03-14|url=@U|archiv-url=@A}}",
    "it": "{{Cita news|titolo=@T|url=@U|cognome=Okafor|nome=Ada|data=14 marzo 2019|pubblicazione=C|urlarchivio=@A}}",
    "fr": "{{Article|prénom1=Ada|nom1=Okafor|titre=@T|périodique=C|jour=14|mois=mars|année=2019|lire en ligne=@U|archive-url=@A}}",
    "nl": "{{Citeer web|titel=@T|url=@U|achternaam=Okafor|voornaam=Ada|datum=14 maart 2019|werk=C|archiefurl=@A}}",
    "sv": "{{Webbref|titel=@T|url=@U|efternamn=Okafor|förnamn=Ada|datum=14 mars 2019|verk=C|arkivurl=@A}}",
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_wikipedia_reads_the_citation_templates_of_other_languages(dialect: str, provider: Named) -> None:
    capture = f"https://web.archive.org/web/20190315000000/{PAGE}"
    cite = DIALECTS[dialect].replace("@T", TITLE).replace("@U", PAGE).replace("@A", capture)
    (found,) = provider("wikipedia").search(note(), Said(article(f"<ref>{cite}</ref>")))
    assert (found.url, found.title, found.author, found.outlet) == (PAGE, TITLE, ("Ada Okafor",), "C")
    assert (found.date, found.archive_url) == (Date((2019, 3, 14)), capture)


def test_wikipedia_returns_the_links_of_references_without_templates(provider: Named) -> None:
    service = Said(article(f"<ref>Ada Okafor, [{PAGE} {TITLE}], ''The Courier'', 14 March 2019</ref>"))
    (found,) = provider("wikipedia").search(note(), service)
    assert (found.url, found.title, found.date) == (PAGE, TITLE, Date((2019, 3, 14)))


def test_wikipedia_returns_titles_without_markup_and_ignores_empty_parameters(provider: Named) -> None:
    cite = f"{{{{cite news |title=''River'' {{{{lang|en|towns}}}} {TITLE[12:]} |url={PAGE} |archive-url= |archiveurl=https://web.archive.org/web/2019/{PAGE}}}}}"
    (found,) = provider("wikipedia").search(note(), Said(article(cite)))
    assert (found.title, found.archive_url) == (TITLE, f"https://web.archive.org/web/2019/{PAGE}")


def test_an_article_that_nests_too_deep_hides_no_citation_before_that(provider: Named) -> None:
    cite = f"{{{{cite news |title={TITLE} |url={PAGE}}}}}"
    (found,) = provider("wikipedia").search(note(), Said(article(cite + "{{a|" * 50_000)))
    assert found.url == PAGE


def test_the_wikipedia_of_the_notes_language_is_searched_before_the_english_one(provider: Named) -> None:
    from citecheck.sources.providers.wikipedia import Wikipedia

    service = Said(b'{"batchcomplete": true}')
    assert Wikipedia().search(replace(note(), language="it"), service) == ()
    assert [urlsplit(url).hostname for url in service.asked] == ["it.wikipedia.org", "en.wikipedia.org"]


def test_searxng_searches_the_publications_site_first_and_then_all_sites(provider: Named) -> None:
    service = Said(b'{"results": []}')
    assert provider("searxng").search(note(), service) == ()
    assert [asked(service, at)["q"] for at in (0, 1)] == [f"{TITLE} site:courier.example", TITLE]


def test_searxng_gives_no_answer_if_its_engines_did_not_respond(provider: Named) -> None:
    service = Said(b'{"results": [], "unresponsive_engines": [["some engine", "CAPTCHA"]]}')
    try:
        provider("searxng").search(note(), service)
    except NoAnswer as error:
        assert "engines" in error.reason
    else:
        raise AssertionError("an engine that was refused is no answer")


def test_gdelt_is_searched_for_the_days_around_the_cited_one_and_an_empty_object_means_no_results(provider: Named) -> None:
    service = Said(b"{}")
    assert provider("gdelt").search(note(), service) == ()
    assert (asked(service)["startdatetime"], asked(service)["enddatetime"]) == ("20190311000000", "20190317235959")
    row = {"url": PAGE, "title": TITLE, "seendate": "20190314T031500Z", "domain": "courier.example"}
    (found,) = provider("gdelt").search(note(), Said(json.dumps({"articles": [row]}).encode()))
    assert (found.url, found.date) == (PAGE, Date((2019, 3, 14))) and "date" in found.used


def test_control_characters_in_gdelts_response_are_accepted(provider: Named) -> None:
    body = json.dumps({"articles": [{"url": PAGE, "title": "River\x02 towns"}]}).replace("\\u0002", "\x02").encode()
    (found,) = provider("gdelt").search(note(), Said(body))
    assert found.title == "River towns"


def test_the_index_is_read_in_short_ranges_and_a_wide_range_only_if_it_is_small(provider: Named) -> None:
    """A slug in the outlet's folders, then the size of the site; more than five pages of index are not read."""
    service = Said(b"[]", parts={"showNumPages": b"900\n"})
    assert provider("wayback_cdx").search(note(), service) == ()
    sized = [at for at in range(len(service.asked)) if "showNumPages" in service.asked[at]]
    assert sized and not any("page=0" in url for url in service.asked)
    assert all(asked(service, at)["matchType"] == "prefix" for at in range(len(service.asked)))
    assert all(int(asked(service, at).get("limit", 200)) <= 200 for at in range(len(service.asked)))


def test_a_small_site_is_read_page_by_page_for_the_titles_rarest_word(provider: Named) -> None:
    rows = json.dumps([["original"], [PAGE], ["https://courier.example/2019/03/14/a-cake-sale"]]).encode()
    service = Said(b"[]", parts={"showNumPages": b"2\n", "page=1": rows})
    (found,) = provider("wayback_cdx").search(note(), service)
    assert found.url == PAGE and "outlet" in found.used
    assert all("filter=" in url for url in service.asked if "&page=" in url)


def test_the_folder_of_the_day_is_read_if_the_publication_has_one(provider: Named) -> None:
    rows = json.dumps([["original"], [PAGE]]).encode()
    service = Said(b"[]", parts={"2019%2F03%2F14": rows})
    query = replace(
        note(), known_urls=("https://courier.example/2019/02/01/one-thing", "https://courier.example/2019/01/09/another")
    )
    (found,) = provider("wayback_cdx").search(query, service)
    assert found.url == PAGE


def test_only_the_sitemap_of_the_cited_month_is_read(provider: Named) -> None:
    months = "".join(f"<sitemap><loc>https://courier.example/sitemap-2019-{m:02d}.xml.gz</loc></sitemap>" for m in (1, 2, 3, 4))
    march = f"<urlset><url><loc>{PAGE}</loc></url><url><loc>https://courier.example/cake</loc></url></urlset>"
    service = Said(
        parts={
            "robots.txt": b"User-agent: *\nSitemap: https://courier.example/sitemaps.xml\nSitemap: https://elsewhere.example/x.xml\n",
            "sitemaps.xml": f"<sitemapindex>{months}</sitemapindex>".encode(),
            "sitemap-2019-03": gzip.compress(march.encode()),
        }
    )
    (found,) = provider("sitemaps").search(note(), service)
    assert found.url == PAGE
    assert [url.rpartition("/")[2] for url in service.asked] == ["robots.txt", "sitemaps.xml", "sitemap-2019-03.xml.gz"]


def test_the_news_collection_returns_the_capture_too(provider: Named) -> None:
    row = {
        "url": PAGE,
        "title": TITLE,
        "publication_date": "2019-03-14",
        "archive_playback_url": f"https://web.archive.org/web/1/{PAGE}",
    }
    (found,) = provider("wayback_news").search(note(), Said(json.dumps([row]).encode()))
    assert found.url == PAGE and found.archive_url
    assert provider("wayback_news").search(note(), Said(b'{"detail": "No results found!"}')) == ()


def test_wikidata_returns_only_sites(provider: Named) -> None:
    claim = {"mainsnak": {"datavalue": {"value": "https://www.courier.example/"}}}
    service = Said(json.dumps({"search": [{"id": "Q1"}], "entities": {"Q1": {"claims": {"P856": [claim]}}}}).encode())
    found = provider("wikidata").search(replace(note(), domains=()), service)
    assert [(c.url, c.role) for c in found] == [("https://www.courier.example/", "site")]
    assert provider("wikidata").search(note(), Said(b"{}")) == ()  # the outlet's address is known


SLUG = "2019/03/14/river-towns-brace-for-a-third-flood-in-a-single-spring"
ENTRY = f"<url><loc>{PAGE}</loc></url>"


@pytest.mark.parametrize(
    "march",
    (
        b"\xef\xbb\xbf<?xml version='1.0'?>" + f"<urlset>{ENTRY}</urlset>".encode(),
        b"\n \n<?xml version='1.0'?>" + f"<urlset>{ENTRY}</urlset>".encode(),
        f"<urlset><url><loc>https://courier.example/?a=1&b=2</loc></url>{ENTRY}</urlset>".encode(),
        f"<urlset><url><loc>/{SLUG}</loc></url></urlset>".encode(),
        f"<urlset><url><image><loc>https://cdn.example/river-towns-brace-third-flood.jpg</loc></image><loc>{PAGE}</loc></url></urlset>".encode(),
        f"https://courier.example/other\r\n{PAGE}\r\n".encode(),
        f"<urlset><url><loc>https://other.example/{SLUG}</loc></url>{ENTRY}</urlset>".encode(),
    ),
)
def test_sitemaps_are_read_as_sites_write_them(march: bytes, provider: Named) -> None:
    robots = b"\xef\xbb\xbfSite-map: /sitemap-2019-03.xml\rUser-agent: *\r"
    service = Said(parts={"robots.txt": robots, "2019-03": march})
    (found,) = provider("sitemaps").search(note(), service)
    assert found.url.partition("://")[2] == PAGE.partition("://")[2]
    assert service.asked[1].endswith("courier.example/sitemap-2019-03.xml")


def test_a_sitemap_on_another_host_is_opened_for_the_pages_of_the_site(provider: Named) -> None:
    robots = b"Sitemap: https://cdn.example/courier/sitemap-2019-03.xml\nSitemap: https://courier.example/sitemap-2018-01.xml\n"
    service = Said(parts={"robots.txt": robots, "2019-03": f"<urlset>{ENTRY}</urlset>".encode(), "2018-01": b"<urlset/>"})
    assert [one.url for one in provider("sitemaps").search(note(), service)] == [PAGE]


def test_a_news_sitemap_is_read_as_captured_in_the_cited_days(provider: Named) -> None:
    """The site's own has only the last two days."""
    from citecheck.sources.providers.sitemaps import Sitemaps

    then = f"<urlset><url><loc>{PAGE}</loc><news><title>{TITLE}</title><publication_date>2019-03-14</publication_date></news></url></urlset>"
    service = Said(
        parts={
            "robots.txt": b"Sitemap: https://courier.example/news-sitemap.xml\n",
            "/cdx/": b'[["timestamp"], ["20190315060000"]]',
            "/web/20190315060000id_/": then.encode(),
            "news-sitemap.xml": b"<urlset><url><loc>https://courier.example/2026/a-cake-sale</loc></url></urlset>",
        }
    )
    (found,) = Sitemaps(archive_url="https://archive.example").search(note(), service)
    assert found.url == PAGE
    assert (asked(service, 2)["from"], asked(service, 2)["to"]) == ("20190314", "20190316")
