"""The parts of the REST interface that the service is put together from."""

from zhengtu.web.api import compare, questions, search, who_pays

API = (
    questions,
    search,
    who_pays,
    compare,
)
