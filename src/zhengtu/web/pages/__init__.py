"""The pages, one module each. Questions of data belong to queries/pages, not to a page."""
