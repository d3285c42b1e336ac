"""Text to and from file formats. Knows nothing of models and windows."""
