"""The round trip by spreadsheet: records out as rows, rows back as changes that are seen before they are made.

``tables`` says which columns a kind of record has, ``cells`` what a cell may hold, ``writing`` and ``reading`` know
the files, ``report`` compares a file with what is stored. What is then applied is ``cases.actions.batches``' to do.
"""
