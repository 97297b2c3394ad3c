"""The HTTP server: TLS, authentication, and answers that were prepared before the request."""
