"""The test cases of Zotero's translators that works are drawn from."""

import json

from tests.measure.training.translators import works_of_cases

CASES = [
    {
        "type": "web",
        "url": "https://courier.example/quay",
        "items": [
            {
                "itemType": "newspaperArticle",
                "title": "The quay sinks",
                "creators": [
                    {"firstName": "Bo", "lastName": "Roe", "creatorType": "author"},
                    {"firstName": "Al", "lastName": "Elm", "creatorType": "contributor"},
                ],
                "publicationTitle": "River Courier",
                "place": "Dale",
            },
            {"itemType": "artwork", "title": "A quay", "creators": []},
        ],
    },
    {"type": "web", "url": "https://courier.example/search", "items": "multiple"},
]


def test_a_case_becomes_a_work() -> None:
    text = f"function doWeb() {{}}\n/** BEGIN TEST CASES **/\nvar testCases = {json.dumps(CASES)}\n/** END TEST CASES **/\n"
    assert list(works_of_cases(text)) == [
        {
            "type": "article-newspaper",
            "title": "The quay sinks",
            "container-title": "River Courier",
            "publisher-place": "Dale",
            "author": [{"given": "Bo", "family": "Roe"}],
            "editor": [],
        }
    ]


def test_cases_that_cannot_be_read_have_no_works() -> None:
    assert list(works_of_cases("/** BEGIN TEST CASES **/ var testCases = [{} /** END TEST CASES **/")) == []
    assert list(works_of_cases("no cases")) == []
