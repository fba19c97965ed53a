"""Where each kind of page is seen: a new template needs a place here, and is then looked at like the others."""

from __future__ import annotations

PLACES = {
    "about.html": "/about",
    "compare.html": "/compare?theme=logistics",
    "dataset.html": "/dataset",
    "docs.html": "/docs",
    "home.html": "/",
    "ontology.html": "/ontology",
    "policy.html": "/doc/policy/qingzhou-2022",
    "problem.html": "/doc/nobody",
    "quality.html": "/quality",
    "question.html": "/questions/CQ46-cities-compared-by-theme",
    "questions.html": "/questions",
    "resource.html": "/doc/policy/yuncheng-2024/art_3/item_2/m1",
    "search.html": "/search?q=海外仓",
    "sparql.html": "/sparql?query=SELECT+%3Fkind+(COUNT(%3Fs)+AS+%3Fn)+%7B+%3Fs+a+%3Fkind+%7D+GROUP+BY+%3Fkind+LIMIT+5",
    "themes.html": "/compare",
    "who_pays.html": "/who-pays?policy=yuncheng-2024&amount=500000",
}
