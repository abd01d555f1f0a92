"""What people see: the chat in the browser, the command in the terminal, and the views both share."""
