"""Metadata and text of fetched pages."""
