"""Training the model that reads citations; development only, never installed."""
