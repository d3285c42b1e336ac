"""The editor: a page that shows a script as it will be printed, and the ghost of what could come next."""
