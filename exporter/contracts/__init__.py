"""What modules and the exporter promise each other: protocols and plain values, with the standard library alone."""
