"""The verbs: one file, one public function of that name."""
