"""The desk: where a team reviews, decides and sees. Requests in, one action or one reading, pages out."""
