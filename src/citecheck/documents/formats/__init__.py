"""Document formats, one package each."""
