"""One database, read-only: connecting, transactions, fetching, and why something failed."""
