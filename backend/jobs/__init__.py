"""What runs beside a request: imports with progress, later the clock."""
