"""Choosing what a model is trained on, and seeing what was understood of it.

::

    files, folders ─► sources ─┬─ scripts, stories ─► texts ───────────┐
                               └─ tables ─► tables ─► columns ─► table_works ─┴─► reading ─► Work, Work, Skipped, …
                                                                                   │
                            choices (what the user changes) ───────────────────────┤
                                                                                   ▼
                                          documents.jsonl, report.json ◄─ store ◄─ understanding ◄─ splitting

``reading.read`` yields one work after the other, so that a corpus may be larger than the memory: tables are read row
by row and sorted on the disk, and of what was read only hashes stay (``duplicates``). Which works are held out is
decided when all of them are known, from their titles and sizes (``splitting``). ``understanding.understand`` tells
what is there without keeping the texts, ``store.prepare`` also writes them for the training run.
"""
