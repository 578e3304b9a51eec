"""One screen a job; a screen owns its state and hands it down."""
