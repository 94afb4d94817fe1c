"""newslint: the copy desk in one command."""

__version__ = "0.1.0"
