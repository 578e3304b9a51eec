"""Words across a library, found quickly: what is asked, what is searched, and the index between them."""
