"""Locating sources, and verifying that a page is the cited one."""
