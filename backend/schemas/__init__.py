"""JSON shapes of the API: mirrors the routers."""
