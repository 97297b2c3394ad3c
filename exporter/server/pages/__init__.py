"""What each path answers: the scrape, the status page, the runbooks, health and reload."""
