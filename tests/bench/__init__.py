"""Measurements that take time and need an idle machine; not part of the test suite."""
