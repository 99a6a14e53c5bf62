"""This search beside its peers, on the same texts in the same run; what is printed is what was measured."""
