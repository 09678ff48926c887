"""Measurements of the dashboard beside a naive page, run by `python -m bench`."""
