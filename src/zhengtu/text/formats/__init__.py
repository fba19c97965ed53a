"""Documents that are not plain text, read as lines. Opening files and telling formats apart live in text.read."""
