"""From rows to families: sums, labels, scopes and zeros."""
