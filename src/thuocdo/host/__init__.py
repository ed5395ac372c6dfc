"""The ground the product stands on: starts and stops PostgreSQL, the web and the worker. Knows no Django."""
