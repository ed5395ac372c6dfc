"""Fills a department's own Word template with what a paper says. A template is taken for hostile: only `apart` is
called from outside, and does the work in a process of its own (`child`), with limits of memory and time. No Django.

values     a paper as the fields that a template may use, and the shape of those fields
grammar    what may stand in braces: fields, conditions, loops over the lists there are; nothing else
parts      what may stand in the Word file besides: no embedded objects, no fields that fetch or start something
writing    the filling itself
faults     why a template is not taken; `documents.template_words` says each in words
"""
