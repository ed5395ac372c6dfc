"""The columns of each table, as paths into its rows. They are part of the API: further ones may come, none goes."""

WHO = ("tier", "unit", "name.vi", "name.en")
EDITION = (
    "id", "year", "number", "is_in_force", "is_sample", "published_at", "co_announcement",
    "decision.number", "decision.date", "decision.signer", "decision.is_late",
    "corrects.id", "replaced_by.id", "corrects.reason", "set.id", "set.version", "set.status", "set.digest", "page",
)  # fmt: skip
TIERS = ("tier", "name.vi", "name.en", "units", "ranking")
RANKING = (
    *WHO, "state", "level", "position", "total", "max_total", "exempt_max", "done_max", "scored", "percent",
    "level_total", "level_groups", "reason.vi", "reason.en",
)  # fmt: skip
UNITS = (*WHO, "state")
RESULT = (
    "tier", "unit", "parent", "code", "state", "points", "max", "exempt_max", "credited", "why.vi", "why.en",
)  # fmt: skip
EXEMPTIONS = (*WHO, "code", "ground.vi", "ground.en", "number", "date", "signer", "issuer")
CRITERIA = ("tier", "group", "parent", "code", "name.vi", "name.en", "max", "public", "cite.vi", "cite.en")
