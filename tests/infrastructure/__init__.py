"""Real servers, and the rules that the oracle judges by; tested in this folder too."""
