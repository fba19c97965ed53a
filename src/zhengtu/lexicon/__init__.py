"""The tables of words, read and compiled into the frozen bundle that the extractor is handed."""

from zhengtu.lexicon.load import load

__all__ = ["load"]
