"""Prompt to tokens: the engine protocol, its implementations and the catalogue of models.

``open_engine`` in ``engine.opening`` is the way in; everything here runs without Qt and without torch.
"""
