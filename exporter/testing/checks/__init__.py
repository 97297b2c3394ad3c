"""The contract suite: checks that every provider passes, each with a name and messages that say what to do."""
