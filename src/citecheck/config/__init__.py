"""Settings: files, values, and which keys a checkout may set."""
