"""What lies between the providers and the bytes, and what it does with what it did not expect."""
