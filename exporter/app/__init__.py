"""Assembles the application: the commands, and the running exporter."""
