"""The dashboards of a shop: an admin page and a vendor page that show the numbers of whatever modules are installed."""
