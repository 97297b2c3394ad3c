"""Unit tests of single modules of the exporter; no database server, no files, no sleeping."""
