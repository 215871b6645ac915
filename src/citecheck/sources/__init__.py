"""Which services know a work, and whether a page found is the page cited."""
