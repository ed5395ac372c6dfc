// The regulation's arithmetic, written apart from the product's: exempt -> score -> total -> level -> position
// (Articles 3, 5.2, 5.3, 6, 7). It reads the set as data (set.json) and facts as strings.
const HALF_SIX = new Fraction(1n, 2000000n);
const exact = (text) => Fraction.exact(text);
const within = (line) => [line, ...line.parts.flatMap(within)];
const has = (row, key) => Object.hasOwn(row, key);

// What of a form the public sees (I11); of a whole bundle everything.
function sightOf(form, isWhole) {
  if (isWhole) return { hidden: new Set(), isClosed: false };
  const hidden = new Set();
  const hide = (line, above) => {
    const isHidden = above || line.public !== "points";
    if (isHidden) hidden.add(line.code);
    line.parts.forEach((part) => hide(part, isHidden));
  };
  const tops = [...form.groups.flatMap((group) => group.components), ...form.adjustments];
  tops.forEach((top) => hide(top, false));
  const isClosed = form.groups.some((g) => g.public === "none" && g.components.some((line) => hidden.has(line.code)))
    || form.adjustments.some((extra) => hidden.has(extra.code));
  return { hidden, isClosed };
}

// --- Article 5.2: a line ---

const RULES = {
  ratio(rule, max, values) {
    const [a, b] = [values[rule.of], values[rule.to]].map(exact);
    if (b.isZero) return ZERO;
    const share = a.over(b);
    if (!share.isBelow(exact(rule.full))) return max;
    return max.times(share).over(rule.below === "scaled" ? exact(rule.full) : ONE);
  },
  tiers(rule, max, values) {
    let value = exact(values[rule.of]);
    if (rule.to !== null) {
      const whole = exact(values[rule.to]);
      if (whole.isZero) return ZERO;
      value = value.times(HUNDRED).over(whole);
    }
    const band = rule.bands.find((one) => !value.isBelow(exact(one.from))) ?? rule.bands.at(-1);
    return exact(band.points);
  },
  choice: (rule, max, values) => exact(rule.options.find((option) => option.key === values.level).points),
  checklist: (rule, max, values) =>
    sum(rule.options.filter((option) => values[option.key] === true).map((option) => exact(option.points))),
  measure(rule, max, values, best) {
    const end = rule.best === null ? best : exact(rule.best);
    if (end === undefined) return null;
    const [worst, value] = [exact(rule.worst), exact(values[rule.of])];
    if (end.is(worst)) return ZERO;
    return max.times(value.minus(worst).over(end.minus(worst)).most(ZERO).least(ONE));
  },
  points: (rule, max, values) => exact(values.points),
  survey(rule, max, values) {
    if (exact(values[rule.sample]).isBelow(new Fraction(BigInt(rule.min_sample)))) return undefined;
    return max.times(exact(values[rule.of])).over(exact(rule.full)).least(max);
  },
};

const OWN_KEYS = { choice: ["level"], points: ["points"] };

function isAnswered(rule, values) {
  if (rule.kind === "checklist") return rule.options.some((option) => has(values, option.key));
  const needed = OWN_KEYS[rule.kind] ?? [rule.of, rule.to, rule.sample].filter((key) => key != null);
  return needed.every((key) => has(values, key));
}

// points: null where nothing was scored, which is never 0 (I10).
function leafResult(line, answer, best) {
  const open = { points: null, exempt: ZERO, state: line.by_council ? "council" : "unanswered" };
  if (!answer) return open;
  if (answer.settled !== null) return { points: exact(answer.settled), exempt: ZERO, state: "answered" };
  if (!isAnswered(line.rule, answer.values)) return open;
  const points = RULES[line.rule.kind](line.rule, exact(line.max), answer.values, best);
  return points === undefined ? open : { points, exempt: ZERO, state: "answered" };
}

function lineResult(line, unit, peers, told) {
  const result = has(unit.exempt, line.code) ? exemptResult(line) : partsResult(line, unit, peers, told);
  if (has(unit.exempt, line.code)) within(line).forEach((inner) => told.set(inner.code, "exempt"));
  else told.set(line.code, result.points === null ? result.state : result.points.six);
  return result;
}

const exemptResult = (line) => ({ points: null, exempt: exact(line.max), state: "exempt" });

function partsResult(line, unit, peers, told) {
  if (!line.parts.length) return leafResult(line, unit.answers[line.code], peers.get(line.code));
  const parts = line.parts.map((part) => lineResult(part, unit, peers, told));
  const left = parts.filter((part) => part.state !== "exempt");
  if (!left.length) return exemptResult(line);
  const isBest = line.combine === "best";
  const known = left.filter((part) => part.points !== null).map((part) => part.points);
  const points = !known.length ? null : isBest ? known.reduce((one, other) => one.most(other)) : sum(known);
  const reach = () => line.parts.map((part, n) => exact(part.max).minus(parts[n].exempt)).reduce((a, b) => a.most(b));
  const exempt = isBest ? exact(line.max).minus(reach()) : sum(parts.map((part) => part.exempt));
  return { points, exempt, state: partsState(left.map((part) => part.state), isBest) };
}

function partsState(states, isBest) {
  if (states.includes("answered") && (isBest || states.every((state) => state === "answered"))) return "answered";
  return states.includes("unanswered") ? "unanswered" : "council";
}

// The best value of the tier of each line measured against its peers; neither the exempt nor the absent count.
function peersOf(form, units) {
  const best = new Map();
  const look = (line, path) => {
    const codes = [...path, line.code];
    line.parts.forEach((part) => look(part, codes));
    if (line.rule?.kind !== "measure" || line.rule.best !== null) return;
    for (const unit of units) {
      const value = unit.answers[line.code]?.values[line.rule.of];
      if (value === undefined || codes.some((code) => has(unit.exempt, code))) continue;
      best.set(line.code, best.has(line.code) ? best.get(line.code).most(exact(value)) : exact(value));
    }
  };
  [...form.groups.flatMap((group) => group.components), ...form.adjustments].forEach((top) => look(top, []));
  return best;
}

// --- Articles 3, 5.3, 6: a unit ---

const givenPoints = (row, side) => {
  if (row.points === null) return null;
  const points = exact(row.points);
  return row.exact ? points : (side < 0 ? points.minus(HALF_SIX) : points.plus(HALF_SIX)).most(ZERO);
};

function topResult(line, unit, court, side, told) {
  const row = unit.given[line.code];
  if (has(unit.exempt, line.code) || (!row && !court.sight.hidden.has(line.code))) {
    return lineResult(line, unit, court.peers, told);
  }
  if (!row) return { points: ZERO, exempt: ZERO, state: "answered" };
  const result = { points: givenPoints(row, side), exempt: exact(row.exempt_max) };
  told.set(line.code, result.points === null ? (result.exempt.is(exact(line.max)) ? "exempt" : "answered") : result.points.six);
  publicParts(line, unit, court, told);
  return result;
}

function publicParts(line, unit, court, told) {
  for (const part of line.parts) {
    if (within(part).some((inner) => court.sight.hidden.has(inner.code))) publicParts(part, unit, court, told);
    else lineResult(part, unit, court.peers, told);
  }
}

function groupSum(group, results, row, side, rounding) {
  const max = exact(group.max);
  const isEvery = rounding.at === "every" && rounding.mode !== "none";
  if (!row) {
    const points = sum(results.map((result) => result.points ?? ZERO));
    const exempt = sum(results.map((result) => result.exempt));
    const shown = isEvery ? points.rounded(rounding.places, rounding.mode) : points;
    return { code: group.code, max, exempt, exact: points, points: shown, done: max.minus(exempt) };
  }
  const exempt = exact(row.exempt_max);
  let points = givenPoints(row, side) ?? ZERO;
  let whole = points;
  if (isEvery && !row.exact) {
    points = exact(row.points);
    const half = new Fraction(1n, 2n * 10n ** BigInt(rounding.places));
    whole = (side < 0 ? points.minus(half) : points.plus(half)).most(ZERO);
  }
  const done = max.minus(exempt);
  return { code: group.code, max, exempt, exact: whole.least(done), points, done };
}

function unitResult(court, unit, side) {
  const { law, form } = court;
  const told = new Map();
  const groups = form.groups.map((group) => {
    const results = group.components.map((line) => topResult(line, unit, court, side, told));
    return groupSum(group, results, unit.given[`group/${group.code}`], side, law.rounding);
  });
  const extras = form.adjustments.map((extra) => [extra.sign, topResult(extra, unit, court, side, told).points ?? ZERO]);
  const adjusted = (sign) => sum(extras.filter(([own]) => own === sign).map(([, points]) => points));
  return toldUnit(court, groups, told, adjusted("bonus"), adjusted("deduct"));
}

function toldUnit(court, groups, told, bonus, deduct) {
  const { law, form, rule } = court;
  const [max, exempt] = [exact(form.max), sum(groups.map((group) => group.exempt))];
  const done = max.minus(exempt);
  const lines = Object.fromEntries(told);
  if (done.isZero) return nothingToAssess(max, groups, lines);
  const scored = sum(groups.map((group) => group.points));
  const scale = law.scale === null ? null : exact(law.scale);
  const percent = scored.over(done);
  const converted = scale === null ? scored : percent.times(scale);
  const adjusted = converted.plus(bonus).minus(deduct).most(ZERO).least(scale ?? max);
  const raw = bonus.isZero && deduct.isZero ? converted : adjusted;
  const total = raw.rounded(law.rounding.places, law.rounding.mode);
  const credit = creditor(scale === null ? ZERO : percent, scale === null ? ONE : scale.over(max));
  const minima = groups.map((group) => minimaOf(law, group, percent));
  const levels = levelsOf(law, total, minima);
  const before = levelsOf(law, raw, minima);
  const level = levels[rule];
  return {
    state: level !== null || !law.levels.length ? "ranked" : "below_lowest",
    reason: null,
    total: total.printed,
    level,
    level_total: levels.total,
    level_groups: levels.total_and_groups,
    levels_differ: levels.total !== levels.total_and_groups,
    level_changed_by_rounding: level !== before[rule],
    max_total: max.six,
    exempt_max: exempt.six,
    done_max: done.six,
    scored: scored.six,
    percent: percent.times(HUNDRED).six,
    groups: Object.fromEntries(groups.map((group, n) => [group.code, {
      points: group.points.six,
      exempt_max: group.exempt.six,
      credited: credit(group.points, group.exempt).six,
      minima: minima[n],
    }])),
    lines,
    exactTotal: total,
  };
}

const creditor = (rate, stretch) => (points, exempt) =>
  exempt.isZero && stretch.is(ONE) ? points : points.plus(exempt.times(rate)).times(stretch);

const NO_LEVEL = { level: null, level_total: null, level_groups: null, levels_differ: false, level_changed_by_rounding: false };

function nothingToAssess(max, groups, lines) {
  return {
    state: "nothing_to_assess", reason: null, total: null, scored: null, percent: null, ...NO_LEVEL,
    max_total: max.six, exempt_max: max.six, done_max: ZERO.six, lines, exactTotal: null,
    groups: Object.fromEntries(groups.map((group) => [group.code, {
      points: group.points.six, exempt_max: group.exempt.six, credited: null, minima: {},
    }])),
  };
}

const notReported = (form, reason) => ({
  state: "not_reported", reason, total: null, scored: null, percent: null, ...NO_LEVEL,
  max_total: exact(form.max).six, exempt_max: null, done_max: null, groups: {}, lines: {}, exactTotal: null,
});

// What each level asks of a group, on exact points: of what it had to do, or with the credit for what is exempt.
function minimaOf(law, group, percent) {
  const isOwn = law.rules.group_minima === "own";
  const points = isOwn ? group.exact : group.exact.plus(group.exempt.times(percent));
  const maximum = isOwn ? group.done : group.max;
  if (maximum.isZero) return {};
  const asking = law.levels.filter((level) => level.group_ratio !== null);
  return Object.fromEntries(asking.map((level) => [level.key, !points.isBelow(exact(level.group_ratio).times(maximum))]));
}

// Article 6 in both readings; null is below the lowest level.
function levelsOf(law, total, minima) {
  const met = law.levels.filter((level) => !total.isBelow(exact(level.from)));
  const byGroups = met.find((level) => !minima.some((asked) => asked[level.key] === false));
  return { total: met[0]?.key ?? null, total_and_groups: byGroups?.key ?? null };
}

// --- a tier ---

const NO_ANSWERS = { vi: "không có câu trả lời", en: "no answers were given" };

function absence(law, unit) {
  if (unit.not_reported !== null) return unit.not_reported;
  const isSilent = [unit.answers, unit.exempt, unit.given].every((row) => !Object.keys(row).length);
  return isSilent && law.missing === "not_reported" ? NO_ANSWERS : null;
}

// Unit -> [low, high]: both ends of what the published sums leave open, one and the same where all is public.
function workOut(law, form, units, rule, sight) {
  const reporting = units.filter((unit) => absence(law, unit) === null);
  const court = { law, form, rule, sight, peers: peersOf(form, reporting) };
  const spans = new Map();
  for (const unit of units) {
    const reason = absence(law, unit);
    if (reason !== null) spans.set(unit.unit, Array(2).fill(notReported(form, reason)));
    else {
      const low = unitResult(court, unit, -1);
      const isOpen = Object.values(unit.given).some((row) => !row.exact);
      spans.set(unit.unit, [low, isOpen ? unitResult(court, unit, 1) : low]);
    }
  }
  return { spans, peers: court.peers };
}

const BLOCKS = ["ranked", "below_lowest", "nothing_to_assess", "not_reported"];

// Article 7: [unit, position] in the order of the table; equal totals share a position, the next is skipped.
function ranked(law, rows) {
  const order = (one, other) => BLOCKS.indexOf(one.state) - BLOCKS.indexOf(other.state)
    || (one.total && other.total && !one.total.is(other.total) ? (one.total.isBelow(other.total) ? 1 : -1) : 0)
    || one.order - other.order || (one.unit < other.unit ? -1 : 1);
  const table = [...rows].sort(order);
  let [count, before, last] = [0, null, null];
  return table.map((row) => {
    const isPlaced = row.state === "ranked" || (row.state === "below_lowest" && law.rules.below_lowest === "numbered");
    if (!isPlaced) return [row.unit, null];
    count += 1;
    if (!before || !before.is(row.total)) last = count;
    before = row.total;
    return [row.unit, last];
  });
}
