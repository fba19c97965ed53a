"""The pages that the service is put together from; the order decides where two could answer an address."""

from collections.abc import Mapping

from zhengtu.web.pages import (
    about,
    compare,
    dataset_tables,
    home,
    questions,
    reference,
    search,
    subject_tables,
    who_pays,
)

PAGES = (
    home,
    questions,
    search,
    who_pays,
    compare,
    about,
    reference,
    dataset_tables,
    subject_tables,
)

# What pages take besides language and release, by the first part of their address; the rest under "". Each question has
# parameters of its own, and says what it does not know.
PARAMETERS: Mapping[str, tuple[str, ...] | None] = {
    "search": ("q", "kind", "policy", "standing", "on", "start"),
    "who-pays": ("policy", "provision", "area", "amount", "on"),
    "compare": ("theme", "on"),
    "questions": None,
    "": ("on", "incoming", "start"),
}
