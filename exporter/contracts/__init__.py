"""What modules and the exporter promise each other: protocols and plain values, no library and no database."""
