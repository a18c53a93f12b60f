"""documents.create, get and batchUpdate: shapes, revisions and refusals."""

from __future__ import annotations

import pytest

from docgen.emulator import Emulator
from tests.emulator.service import JSON, Service, refused
from tests.emulator.sketch import at, between, delete, insert, name


@pytest.fixture
def service() -> Service:
    return Service()


def test_a_new_document_is_what_google_makes(service: Service) -> None:
    document_id = service.docs.create(body={"title": "株式会社𠮷野"}).execute()["documentId"]

    [tab] = service.get(document_id)["tabs"]

    assert tab["tabProperties"] == {"tabId": "t.0", "title": "Tab 1", "index": 0}
    assert [block["endIndex"] for block in tab["documentTab"]["body"]["content"]] == [1, 2]
    assert service.files.get(fileId=document_id).execute()["name"] == "株式会社𠮷野"


def test_without_tabs_content_the_first_tab_stands_at_the_top(service: Service) -> None:
    document_id = service.create()
    flat = service.docs.get(documentId=document_id).execute()
    assert "tabs" not in flat
    assert flat["body"] == service.get(document_id)["tabs"][0]["documentTab"]["body"]


def test_a_mask_leaves_what_it_names(service: Service) -> None:
    document_id = service.create()
    masked = service.docs.get(documentId=document_id, fields="title,tabs(tabProperties/tabId)").execute()
    assert masked == {"title": "Test", "tabs": [{"tabProperties": {"tabId": "t.0"}}]}


def test_a_stale_required_revision_is_refused(service: Service) -> None:
    document_id = service.create()
    old = service.get(document_id)["revisionId"]
    new = service.update(document_id, insert(1, "a"), requiredRevisionId=old)["writeControl"]["requiredRevisionId"]
    assert new == service.get(document_id)["revisionId"]

    code, message = refused(lambda: service.update(document_id, insert(1, "b"), requiredRevisionId=old))

    assert (code, message) == (400, f"The required revision ID '{old}' does not match the latest revision.")
    assert service.text(document_id) == "a\n"


def test_a_target_revision_carries_positions_over_what_others_did(service: Service) -> None:
    document_id = service.create()
    old = service.update(document_id, insert(1, "one two"))["writeControl"]["requiredRevisionId"]
    service.update(document_id, insert(1, "zero "))
    service.update(document_id, delete(6, 7))

    service.update(document_id, insert(5, "AND "), insert(12, "!"), targetRevisionId=old)

    assert service.text(document_id) == "zero ne AND two!\n"


REFUSED: list[tuple[JSON, str]] = [
    (insert(0, "x"), "insertText: The insertion index must be inside the bounds of an existing paragraph."),
    (insert(3, "x"), "insertText: Index 3 must be less than the end index of the referenced segment, 3."),
    (insert(1, ""), "insertText: Insert text requests must specify text to insert."),
    (delete(1, 3), "deleteContentRange: The range cannot include the newline character at the end of the segment."),
    (delete(1, 9), "deleteContentRange: Index 9 must be less than the end index of the referenced segment, 3."),
    (delete(0, 2), "deleteContentRange: Cannot operate on the first section break"),
    (delete(1, 1), "deleteContentRange: The range should not be empty."),
    (
        {"pinTableHeaderRows": {"tableStartLocation": at(1), "pinnedHeaderRowsCount": 1}},
        "pinTableHeaderRows: The provided table start location is invalid.",
    ),
    (
        {"updateTextStyle": {"range": between(1, 2), "textStyle": {}, "fields": "nope"}},
        "updateTextStyle: Invalid field: nope",
    ),
    ({"insertComment": {}}, "insertComment: insertComment is not emulated by the embedded Docs service."),
]


@pytest.mark.parametrize(("request_", "message"), REFUSED)
def test_a_bad_request_is_refused_in_googles_words(service: Service, request_: JSON, message: str) -> None:
    document_id = service.create()
    service.update(document_id, insert(1, "a"))
    got = refused(lambda: service.update(document_id, insert(2, "\n"), delete(2, 3), request_))
    assert got == (400, f"Invalid requests[2].{message}")
    assert service.text(document_id) == "a\n"


INVALID: list[tuple[JSON, str]] = [
    ({}, "Invalid requests[0]: No request set."),
    (
        {"insertText": {"x": 1}},
        "Invalid JSON payload received. Unknown name \"x\" at 'requests[0].insert_text': Cannot find field.",
    ),
    (
        {"insertText": {"location": {"index": "abc"}}},
        "Invalid value at 'requests[0].insert_text.location.index' (TYPE_INT32), \"abc\"",
    ),
    (
        {"insertText": {}, "deleteTab": {}},
        "Invalid value at 'requests[0]' (oneof), oneof field 'request' is already set. Cannot set 'deleteTab'",
    ),
]


@pytest.mark.parametrize(("request_", "message"), INVALID)
def test_a_request_that_is_none_is_refused_in_googles_words(service: Service, request_: JSON, message: str) -> None:
    document_id = service.create()
    assert refused(lambda: service.update(document_id, request_)) == (400, message)


def test_an_unknown_document_is_not_found(service: Service) -> None:
    assert refused(lambda: service.get("nobody")) == (404, "Requested entity was not found.")


def test_a_tab_more_comes_with_its_id_and_goes_again(service: Service) -> None:
    document_id = service.create()
    [reply] = service.update(document_id, {"addDocumentTab": {"tabProperties": {"title": "お客様情報"}}})["replies"]
    tab = reply["addDocumentTab"]["tabProperties"]
    assert tab["title"] == "お客様情報"
    service.update(document_id, {"insertText": {"location": {"index": 1, "tabId": tab["tabId"]}, "text": "x"}})
    assert service.text(document_id) == "\n"
    service.update(document_id, {"deleteTab": {"tabId": tab["tabId"]}})
    assert [one["tabProperties"]["tabId"] for one in service.get(document_id)["tabs"]] == ["t.0"]


SUGGESTED = {
    "title": "Suggested",
    "body": {
        "content": [
            {"endIndex": 1, "sectionBreak": {}},
            {
                "startIndex": 1,
                "endIndex": 12,
                "paragraph": {
                    "elements": [
                        {"startIndex": 1, "endIndex": 4, "textRun": {"content": "one", "textStyle": {}}},
                        {
                            "startIndex": 4,
                            "endIndex": 8,
                            "textRun": {"content": " new", "suggestedInsertionIds": ["s.1"], "textStyle": {}},
                        },
                        {
                            "startIndex": 8,
                            "endIndex": 11,
                            "textRun": {"content": "old", "suggestedDeletionIds": ["s.2"], "textStyle": {}},
                        },
                        {"startIndex": 11, "endIndex": 12, "textRun": {"content": "\n", "textStyle": {}}},
                    ]
                },
            },
        ]
    },
}


def test_suggestions_are_shown_inline_or_settled() -> None:
    service = Service()
    document_id = service.emulator.import_document(SUGGESTED)
    read = {mode: service.text(document_id, suggestionsViewMode=mode) for mode in MODES}
    assert read == MODES


MODES = {
    "SUGGESTIONS_INLINE": "one newold\n",
    "PREVIEW_SUGGESTIONS_ACCEPTED": "one new\n",
    "PREVIEW_WITHOUT_SUGGESTIONS": "oneold\n",
}


def test_named_ranges_follow_what_happens_before_and_in_them(service: Service) -> None:
    document_id = service.create()
    service.update(document_id, insert(1, "one two"), name(5, 8, "two"), insert(1, "zero "), insert(11, "--"))
    ranges = service.get(document_id)["tabs"][0]["documentTab"]["namedRanges"]["two"]["namedRanges"][0]["ranges"]
    assert ranges == [{"startIndex": 10, "endIndex": 15}]


def test_what_a_file_holds_is_there_for_the_next_process(tmp_path: object) -> None:
    path = f"{tmp_path}/deep/down/documents.sqlite"
    service = Service(Emulator(path))
    document_id = service.create(appProperties={"docgen": "x"})
    service.update(document_id, insert(1, "一🙂\n二"), name(1, 3, "x"), {"addDocumentTab": {}})
    before = service.get(document_id)
    service.emulator.close()
    assert Service(Emulator(path)).get(document_id) == before


def test_a_document_grows_no_further_than_one_can(service: Service) -> None:
    document_id = service.create()
    service.update(document_id, insert(1, "あ" * 1_019_990))
    code, message = refused(lambda: service.update(document_id, insert(1, "b" * 9)))
    assert (code, message) == (400, "The document would be too large.")
    service.update(document_id, insert(1, "b" * 8))
