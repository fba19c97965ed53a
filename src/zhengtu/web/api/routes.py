"""The parts of the REST interface that the service is put together from."""

from __future__ import annotations

from fastapi import APIRouter

from zhengtu.config import resource_dir
from zhengtu.store.collections import load_collections
from zhengtu.web.api import compare, questions, search, who_pays
from zhengtu.web.api.lists import router_of
from zhengtu.web.api.schemas import PROBLEM_RESPONSES

_PARTS = (questions, search, who_pays, compare)


def api_router() -> APIRouter:
    """All routes of the interface; each may answer with a problem."""
    router = APIRouter(responses=PROBLEM_RESPONSES, tags=["REST"])
    for part in (router_of(load_collections(resource_dir("queries"))), *(part.router for part in _PARTS)):
        router.include_router(part)
    return router
