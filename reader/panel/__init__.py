"""The panel beside the article, composed as lines: pure, and without a toolkit."""
