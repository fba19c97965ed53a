from __future__ import annotations

import socket

import pytest

from zhengtu.errors import QueryTimeout, StoreUnavailable
from zhengtu.store import formats
from zhengtu.store.endpoint import Endpoint
from zhengtu.store.remote import RemoteStore

QUICK = "ASK { ?s ?p ?o }"


def test_an_endpoint_that_is_not_there_is_named() -> None:
    with pytest.raises(StoreUnavailable, match=r"http://127\.0\.0\.1:1/sparql cannot be reached"):
        RemoteStore(Endpoint("http://127.0.0.1:1/sparql")).query(QUICK, formats.JSON.media_type)


def test_an_endpoint_that_never_answers_times_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        store = RemoteStore(Endpoint(f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"))
        with pytest.raises(QueryTimeout, match="did not answer within 1 s"):
            store.query(QUICK, formats.JSON.media_type, timeout_s=1)
