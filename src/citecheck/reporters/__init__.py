"""Ways to print a report, one file each. They return text and print nothing."""
