"""What would mend a document's sources."""
