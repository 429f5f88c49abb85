"""Rules as functions: the same outcomes and evidence as `truth`, faster."""
