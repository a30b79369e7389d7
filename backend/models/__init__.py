"""Tables: one file per aggregate."""
