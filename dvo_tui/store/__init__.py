"""Where reviews are kept: one file a document and reviewer, durable before it is called saved."""
