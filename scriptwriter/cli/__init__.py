"""The command line: thin. Each command reads its arguments, calls a service and prints."""
