"""The parts of the REST interface that the service is put together from."""

from zhengtu.web.api import compare, questions, who_pays

API = (
    questions,
    who_pays,
    compare,
)
