"""Reports and plans of many kinds, and what comes of attaching them."""
