"""Tables of answers in, tables of results out. Knows the law, not Django: `thuocdo score` runs on this alone.

read_answers(path, criteria_set)   a spreadsheet of answers as the law's facts
as_json, as_csv, as_text           an assessment, written out
"""
