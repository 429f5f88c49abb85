"""One file per page. A new question is one new field in its page's form."""
