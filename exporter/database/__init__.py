"""Read-only access to the database: connections, transactions, fetching, and classification of errors."""
