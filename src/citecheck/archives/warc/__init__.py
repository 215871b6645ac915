"""Web archive files: WARC 1.1 records, their CDXJ index, WACZ packages, and what can be damaged in each."""
