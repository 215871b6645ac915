"""How outlets spell titles in their addresses."""

from citecheck.text.slugs import slug_starts


def test_a_slug_begins_with_the_titles_first_words_or_with_those_after_its_kicker() -> None:
    assert slug_starts("River towns brace for a flood") == ("river-towns",)
    assert slug_starts("Floods: river towns brace") == ("floods-river", "river-towns")


def test_an_apostrophe_is_left_out_or_parts_words() -> None:
    assert slug_starts("Harbour's edge gives way") == ("harbours-edge", "harbour-s")


def test_a_slug_is_told_up_to_a_letter_that_is_spelled_in_several_ways() -> None:
    assert slug_starts("Flussstädte wappnen sich") == ("flussst",)
