"""Asking a web archive to capture: what is sent, what the answers mean, and the journal of jobs."""
