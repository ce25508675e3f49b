"""The look of the old site: its colours, from the variables of its style sheets."""
