"""The open read API of published editions, and the feed for home affairs (R4.6c, R9.2)."""
