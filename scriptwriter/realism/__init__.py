"""From a passage and what the model makes of it to a score: features, classifier, calibration. No Qt, no torch."""
