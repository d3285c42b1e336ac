"""The words of the trade: cues, passages, script elements and errors. Standard library only."""
