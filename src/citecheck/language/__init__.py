"""What is known about writing: dates, names, titles, quotation marks, identifiers, languages, publishers."""
