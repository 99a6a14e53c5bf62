"""How well documents are read, against labels in the format of ``tests/gold``; no Django.

gold      a labelled file's JSON → what a careful reader finds    gold.py
matching  which label and which finding are the same thing        matching.py
counting  a label and a record → expected, found, right           counting.py
report    comparisons → tables, lists, one JSON object              report.py
"""
