"""Captures: of web archives, through Save Page Now, and in local WARC files."""
