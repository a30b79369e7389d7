"""Files as earlier versions of the app wrote them."""
