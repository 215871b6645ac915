"""Repairs of a document's sources."""
