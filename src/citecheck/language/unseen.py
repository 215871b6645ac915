"""Characters that no reader sees: soft hyphens, joiners, marks of direction and of variants (Unicode 16, chapter 23; UAX 9)."""

UNSEEN = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff"  # for a set of characters
