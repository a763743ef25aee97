"""A request → a page: each module holds the pages of one part of the desk."""
