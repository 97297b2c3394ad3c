"""Read-only access to the shop's database: connections, transactions, fetching rows, and naming failures."""
