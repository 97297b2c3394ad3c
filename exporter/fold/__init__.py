"""From rows by id to families by label: frames of numbers, and how they are folded into each scope."""
