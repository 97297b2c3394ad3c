"""Every type that a column of a shop may have, on every database, tried on every column that a provider reads."""
