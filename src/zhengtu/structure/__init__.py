"""From normal text to the tree of provisions and its shell."""
