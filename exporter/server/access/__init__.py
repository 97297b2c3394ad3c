"""Access control: the web configuration, TLS, authentication and rate limits."""
