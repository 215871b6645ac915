"""The doors: network, time and disk. Nothing else in the package touches them."""
