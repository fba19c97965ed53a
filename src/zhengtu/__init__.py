"""Zhengtu 政图: Chinese policy documents as linked data. Only the version lives here; import from the modules."""

__version__ = "0.1.0"
