"""The REST interface: one module a subject. What an answer holds lives in web.answers, pages live in web.pages."""
