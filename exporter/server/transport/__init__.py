"""Sockets, TLS handshakes, the HTTP protocol, and resource limits per client."""
