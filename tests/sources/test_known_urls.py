"""How an outlet builds its addresses is learnt once for all sources of a run."""

from citecheck.sources.known_urls import MANY, KnownUrls
from tests.sources.conftest import Knows, Web, cited, everything, offer


def test_urls_are_known_by_their_host_and_the_domains_above_it() -> None:
    known = KnownUrls()
    known.add(["https://www.courier.example/a", "https://gazette.example/b", "https://sport.courier.example/c"])
    assert known.of(["courier.example"]) == ("https://www.courier.example/a", "https://sport.courier.example/c")
    assert known.of(["rivercourier.example"]) == ()


def test_a_few_urls_of_a_site_are_enough() -> None:
    known = KnownUrls()
    known.add(f"https://courier.example/{n}" for n in range(3 * MANY))
    assert len(known.of(["courier.example"])) == MANY


def test_urls_offered_for_one_source_or_cited_by_other_notes_are_passed_on_with_the_next(web: Web) -> None:
    other = "https://courier.example/world/2018/05/06/cake-sale"
    told = "https://courier.example/region/2019/03/14/quay"
    first, second = Knows((offer(told, "Quay walk opens"),)), Knows(name="second")
    own = cited("Cake sale raises a record sum for the mill", url=other)
    everything(web, [cited(), own, cited("Mill quarter dries its carpets on the bridge")], first, second)
    assert {told, other} <= set(second.asked[-1].known_urls)
