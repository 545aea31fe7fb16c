"""The authority's pages: choosing a post, the record, what waits; and who gets in."""
