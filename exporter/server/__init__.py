"""The HTTP server: everything it shows was made before anybody asked."""
