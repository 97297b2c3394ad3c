"""Who may ask: the web configuration, TLS, passwords and rate limits."""
