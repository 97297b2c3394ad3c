"""Sockets, TLS handshakes, and how much of everything one client may take."""
