"""The OpenAPI document: it is the committed one, it is valid, and version 1 only gains."""

import copy
import json
import os
from typing import Any

import pytest
from schemathesis.specs.openapi import definitions

from exporter.server.access.scopes import EVERY_KIND
from exporter.server.api.openapi import document
from exporter.server.api.operations import OPERATIONS
from tests.docs.markdown import DOCS
from tests.server.api.compatibility import lost
from tests.server.api.shops import Client
from tests.server.serving import Scene

COMMITTED = DOCS / "reference" / "openapi.json"


def test_the_committed_document_is_what_the_code_says_and_only_gains() -> None:
    said = document()
    assert list(lost(json.loads(COMMITTED.read_text(encoding="utf-8")), said)) == []
    text = json.dumps(said, indent=2) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        COMMITTED.write_text(text, encoding="utf-8")
    assert COMMITTED.read_text(encoding="utf-8") == text


def test_it_is_valid() -> None:
    definitions.OPENAPI_31_VALIDATOR.validate(document())
    with pytest.raises(ValueError, match="info"):
        definitions.OPENAPI_31_VALIDATOR.validate({**document(), "info": None})


def test_it_is_served_and_has_every_operation_with_its_parameters_and_problems() -> None:
    served = Client(Scene([]).source).json("/openapi.json")
    assert served == document()
    assert list(served["paths"]) == [each.whole_path for each in OPERATIONS]
    for operation in OPERATIONS:
        described = served["paths"][operation.whole_path]["get"]
        assert described["operationId"] == operation.id
        names = {field.alias or name for name, field in operation.query.model_fields.items()}
        assert {each["name"] for each in described["parameters"]} == names
        assert {str(each) for each in operation.errors} < described["responses"].keys()
        assert operation.access == EVERY_KIND
        assert all(each["description"] for each in described["parameters"])


def test_its_server_is_the_folder_above_the_api_wherever_it_is_mounted() -> None:
    assert document()["servers"] == [{"url": "../.."}]  # relative to the address of the document


def schemas(said: Any) -> Any:
    return said["components"]["schemas"]


def parameters(said: Any) -> Any:
    return said["paths"]["/api/v1/vendors"]["get"]["parameters"]


LOSSES = {
    "/paths//api/v1/vendors is missing": lambda said: said["paths"].pop("/api/v1/vendors"),
    "/VendorItem/properties/name is missing": lambda said: schemas(said)["VendorItem"]["properties"].pop("name"),
    "/Value/properties/description is missing": lambda said: schemas(said)["Value"]["properties"].pop("description"),
    "/Value/required: 'unit' is missing": lambda said: schemas(said)["Value"]["required"].remove("unit"),
    "value/type was 'number', is 'string'": lambda said: schemas(said)["Value"]["properties"]["value"].update(
        type="string"
    ),
    "/parameters/q is missing": lambda said: parameters(said).pop(1),
    "maximum was 1000, is 10": lambda said: parameters(said)[2]["schema"].update(maximum=10),
    "/parameters/q/schema/pattern is new": lambda said: parameters(said)[1]["schema"].update(pattern="[a-z]+"),
    "parameters: new is required": lambda said: parameters(said).append({"name": "new", "required": True}),
}


@pytest.mark.parametrize("message", LOSSES)
def test_what_clients_would_lose_is_found(message: str) -> None:
    after = copy.deepcopy(document())
    LOSSES[message](after)
    (loss,) = lost(document(), after)
    assert message in loss


def test_what_clients_gain_is_no_loss() -> None:
    after = copy.deepcopy(document())
    schemas(after)["Value"]["properties"]["new"] = {"type": "string"}
    schemas(after)["Value"]["required"].append("new")
    schemas(after)["Value"]["description"] = "Another text."
    parameters(after).append({"name": "new"})
    after["paths"]["/api/v1/new"] = {}
    assert list(lost(document(), after)) == []
