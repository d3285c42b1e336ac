"""A desktop writing assistant for people who write scripts and stories."""

__version__ = "0.1.0"
