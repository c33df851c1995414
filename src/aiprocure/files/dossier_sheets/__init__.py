"""A dossier as a workbook: what its sheets hold, and how they are read back.

``kinds`` says what one cell may hold, ``items`` how the items of the check sheets are labelled, ``parts`` which rows
the parts of a dossier have, ``contents`` what all of them say together; ``layout`` finds them in a workbook that people
and programs have changed, and ``reading`` makes the dossier of it.
"""
