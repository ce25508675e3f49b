"""Shared by the tests: builds of sites, servers, a monitored browser."""
