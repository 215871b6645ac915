"""Web addresses: found in text, compared, checked."""
