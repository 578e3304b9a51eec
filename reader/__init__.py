"""The terminal program: command line, screens and keys."""

__version__ = "0.1.0"
