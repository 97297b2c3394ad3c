"""The HTTP server. It serves results that were prepared in advance, and never queries the database."""
