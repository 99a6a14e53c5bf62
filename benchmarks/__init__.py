"""What is measured: this search beside its peers, and what grows with the collection; printed as it was measured."""
