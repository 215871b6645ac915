"""The data types that all modules share: frozen, standard library only."""
