"""Settings: where they are read, who may set what, and their values."""
