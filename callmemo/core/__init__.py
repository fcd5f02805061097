"""What a memo is and what the rules say: no Qt, no SQL, no files, no clock."""
