"""The AI tier: what nothing on this computer knows is asked, filtered; answers are suggestions."""
