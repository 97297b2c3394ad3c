"""The language of providers: a question to a module's tables, and everything that follows from it."""
