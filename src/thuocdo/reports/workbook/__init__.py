"""One's own form as a workbook: out to be filled offline, and in again.

layout    what the form asks, row by row: the same for both ways
out       a report as a workbook
book      whatever file comes in, read with care: its `parts` as XML, each `sheet` as cells
reading   those cells as answers, with every fault by its cell
plan      what the file would change, beside what is stored
keeping   the file that waits while its person looks at the plan; applying it
"""
