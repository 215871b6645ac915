"""The language of a text, if the text shows it."""

import pytest

from citecheck.language.languages import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour was closed for a week.", "en"),
        ("Der Hafen im Nebel", "de"),
        ("La grève des pilotes dans le port", "fr"),
        ("Порт закрыт на неделю", "ru"),
        ("Порт закрито на тиждень, її відкриють", "uk"),
    ],
)
def test_common_words_and_scripts_show_the_language(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text", ["", "Rents rise", 'J. Doe, "Rents rise", Reuters, 14 April 2021. https://example.org/a', "Vitamin A"]
)
def test_a_letter_or_a_url_shows_no_language(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize("text", ["A history of a moor", "A note on the peat", "A moor and its birds", "What a moor does, no. 3"])
def test_an_english_title_with_an_article_is_not_portuguese(text: str) -> None:
    assert detect(text) != "pt"


def test_a_portuguese_title_is_still_portuguese() -> None:
    assert detect("A vida dos pássaros no norte do país") == "pt"
