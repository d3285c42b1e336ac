"""What stands beside the editor."""
