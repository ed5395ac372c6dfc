"""The official report of a unit (R4.5): Appendix I or II in the layout of Decree 30/2020/NĐ-CP."""

from thuocdo.reports.official.paper import Beside, in_groups, in_words, paper_marks, recipients, report_paper

__all__ = ["Beside", "in_groups", "in_words", "paper_marks", "recipients", "report_paper"]
