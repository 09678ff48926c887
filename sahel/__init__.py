"""Sahel Record: who rules, and whose soldiers are where, in Niger, Mali and Burkina Faso, on any day since 1960."""
