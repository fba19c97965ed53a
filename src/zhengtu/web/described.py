"""What openapi.json says, without the answers of the framework that this service never gives.

What each operation takes and answers stands beside the operation.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

# What the framework promises for bad values; web.problems answers them with 400.
_NEVER_SENT = "422"
_SCHEMAS_OF_IT = ("HTTPValidationError", "ValidationError")


class DescribedApp(FastAPI):
    """The framework, with an openapi.json that is true of this service."""

    def openapi(self) -> dict[str, Any]:
        """The description of the interface, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = _without_what_is_never_sent(super().openapi())
        return self.openapi_schema


def _without_what_is_never_sent(description: dict[str, Any]) -> dict[str, Any]:
    for operations in description["paths"].values():
        for operation in operations.values():
            operation["responses"].pop(_NEVER_SENT, None)
    schemas = description.get("components", {}).get("schemas", {})
    for name in _SCHEMAS_OF_IT:
        schemas.pop(name, None)
    return description
