"""What is wrong with a document: rules, their evaluation, accepted findings."""
