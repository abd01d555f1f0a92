"""Programs that can be asked the questions of a set: ours, and others on the same encoder (extra ``baselines``)."""
