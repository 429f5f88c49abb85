"""What is doubtful in rules that can be read, and what their examples leave open."""
