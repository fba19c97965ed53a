"""The pages that the service is put together from; the order decides where two could answer an address."""

from zhengtu.web.pages import about, compare, home, questions, reference, search, subject_tables, who_pays

PAGES = (
    home,
    questions,
    search,
    who_pays,
    compare,
    about,
    reference,
    subject_tables,
)
