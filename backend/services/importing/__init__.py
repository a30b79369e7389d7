"""A bank's file in: read, compared with what is here, stored whole."""
