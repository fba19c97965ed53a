"""Whether a graph is what it ought to be: shapes and checks over a release or a file."""
