"""How the pages do in a tool that is not ours: Lighthouse, in a real browser."""
