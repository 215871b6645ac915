"""The network: guard, rate limits, transfers, retries, cache, browser."""
