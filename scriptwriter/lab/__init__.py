"""Experiments that the program grew from, each a generator or a judge of its own. Runs in processes of their own."""
