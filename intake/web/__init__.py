"""Who sees what. The only room that knows Flask."""
