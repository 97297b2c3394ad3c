"""What the database's catalog says about a table or view: its kind, primary key, indexes, and columns without NULL."""
