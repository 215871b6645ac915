"""Tables that ship with the package; THIRD_PARTY names where the facts come from."""
