"""The pages that show how to use the project: what they show works, and they leave nothing out."""
