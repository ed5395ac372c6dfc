// The published result against what follows from the facts, and the order of the table.
const AMOUNTS = ["total", "scored", "percent", "max_total", "exempt_max", "done_max"];
const LEVEL_FIELDS = ["level", "level_total", "level_groups", "levels_differ", "level_changed_by_rounding"];
const TAKEN = ["state", "total", "scored", "percent", "exempt_max", "done_max", ...LEVEL_FIELDS];
const GROUP_AMOUNTS = ["points", "exempt_max", "credited"];
const RANKING = "ranking.json";

function liesBetween(stated, low, high) {
  if (stated === low || stated === high) return true;
  try {
    const [value, least, most] = [stated, low, high].map((text) => Fraction.published(text));
    return !value.isBelow(least) && !most.isBelow(value);
  } catch {
    return false;
  }
}

const shown = (value) => (value === undefined || value === null ? null : String(value.vi ?? value));

function judged(run) {
  const [law, edition] = [run.content["set.json"], run.content["edition.json"]];
  const isWhole = edition.facts_kept && has(run.content, "full.json");
  const found = [];
  run.orders = [];
  for (const tier of run.content[RANKING].tiers) {
    const form = law.tiers.find((one) => one.tier === tier.tier);
    const own = run.units.filter((unit) => unit.tier === tier.tier)
      .map((unit) => (isWhole ? { ...unit, given: {} } : unit));
    const court = { law, form, isWhole, hasFacts: edition.facts_kept, rule: edition.level_rule };
    const worked = workOut(law, form, own, edition.level_rule, sightOf(form, isWhole));
    found.push(...tierFindings(court, worked, tier, sightOf(form, false), run.content["facts.json"]));
    if (isWhole) {
      const complete = run.content["full.json"].ranking.tiers.find((one) => one.tier === tier.tier);
      found.push(...tierFindings(court, worked, complete, sightOf(form, true), null));
    }
    run.orders.push(...orderFindings(court, worked, tier, own));
  }
  return found;
}

function tierFindings(court, worked, tier, sight, facts) {
  const found = tier.units.flatMap((unit) => unitFindings(court, worked.spans.get(unit.unit), unit, sight, facts));
  if (!court.hasFacts) return found;
  const known = [...worked.peers.keys()].filter((code) => !sight.hidden.has(code));
  for (const code of new Set([...Object.keys(tier.peers), ...known])) {
    const best = worked.peers.get(code)?.six;
    if (tier.peers[code] !== best) found.push({ kind: "points", file: RANKING, line: code, stated: tier.peers[code], found: best });
  }
  return found;
}

function isClosed(court, sight) {
  const isSilent = !court.hasFacts && court.form.groups.some((group) => group.public === "none");
  return !court.isWhole && (sight.isClosed || isSilent);
}

function unitFindings(court, [low, high], stated, sight, facts) {
  const at = { file: RANKING, unit: stated.unit };
  const found = [];
  const lines = court.hasFacts ? stated.lines : {};
  const closed = isClosed(court, sight);
  const taken = closed ? Object.fromEntries(TAKEN.map((name) => [name, stated[name]])) : {};
  const [least, most] = [{ ...low, ...taken }, { ...high, ...taken }];
  if (![shown(least.reason), shown(most.reason)].includes(shown(stated.reason)) || ![least.state, most.state].includes(stated.state)) {
    found.push({ kind: "state", ...at, stated: stated.state, found: least.state });
  }
  for (const name of AMOUNTS) {
    if (liesBetween(stated[name], least[name], most[name])) continue;
    found.push({ kind: "total", ...at, what: name, stated: shown(stated[name]), found: shown(least[name]) });
  }
  for (const name of LEVEL_FIELDS) {
    if ([least[name], most[name]].includes(stated[name])) continue;
    found.push({ kind: "level", ...at, what: name, stated: shown(stated[name]), found: shown(least[name]) });
  }
  for (const [code, group] of Object.entries(stated.groups)) {
    found.push(...groupFindings({ ...at, line: code }, group, low.groups[code], high.groups[code], closed));
  }
  for (const [code, points] of Object.entries(lines)) {
    if (liesBetween(points, low.lines[code], high.lines[code])) continue;
    found.push({ kind: "points", ...at, line: code, stated: points, found: low.lines[code] });
  }
  const missing = court.hasFacts ? Object.keys(low.lines).filter((code) => !sight.hidden.has(code) && !has(lines, code)) : [];
  found.push(...missing.map((code) => ({ kind: "points", ...at, line: code, found: low.lines[code] })));
  if (closed && stated.total !== null) found.push(...closedFindings(court, at, stated));
  return facts ? [...found, ...givenFindings(court, stated, facts[stated.unit].given)] : found;
}

function groupFindings(at, stated, low, high, closed) {
  if (!low) return [{ kind: "group", ...at }];
  const names = closed ? ["points", "exempt_max"] : GROUP_AMOUNTS;
  const found = names.filter((name) => !liesBetween(stated[name], low[name], high[name]))
    .map((name) => ({ kind: "group", ...at, what: name, stated: stated[name], found: low[name] }));
  if (closed) return found;
  for (const key of new Set([...Object.keys(stated.minima), ...Object.keys(low.minima)])) {
    const [said, least, most] = [stated, low, high].map((group) => group.minima[key]);
    if (said !== least && said !== most) found.push({ kind: "level", ...at, what: key, stated: shown(said), found: shown(least) });
  }
  return found;
}

// A total that is taken as stated still decides the level.
function closedFindings({ law, rule }, at, stated) {
  const found = [];
  const level = levelsOf(law, Fraction.published(stated.total), []).total;
  if (stated.level_total !== level) found.push({ kind: "level", ...at, stated: stated.level_total, found: level });
  const chosen = rule === "total_and_groups" ? stated.level_groups : stated.level_total;
  const state = chosen !== null || !law.levels.length ? "ranked" : "below_lowest";
  if (stated.level !== chosen || stated.state !== state) {
    found.push({ kind: "level", ...at, stated: stated.level, found: chosen });
  }
  return found;
}

// What stands in for facts is what was published, and is possible.
function givenFindings({ form }, stated, given) {
  const found = [];
  for (const [code, row] of Object.entries(given)) {
    const group = code.startsWith("group/") ? code.slice(6) : null;
    const said = group === null ? stated.lines[code] : stated.groups[group]?.points;
    const points = row.points === null ? null : exact(row.points);
    const isSame = points === null ? said === undefined || !/^[0-9]/.test(said) : said === points.six;
    const line = group === null ? null : form.groups.find((one) => one.code === group);
    const most = line && exact(line.max).minus(exact(row.exempt_max)).plus(new Fraction(1n, 100000n));
    if (isSame && !(points && most && most.isBelow(points))) continue;
    found.push({ kind: "given", file: "facts.json", unit: stated.unit, line: group ?? code, stated: row.points, found: said });
  }
  return found;
}

function orderFindings(court, worked, tier, units) {
  const sight = sightOf(court.form, court.isWhole);
  const orders = new Map(units.map((unit) => [unit.unit, unit.order]));
  const rows = tier.units.map((stated) => {
    const [low, high] = worked.spans.get(stated.unit);
    const isTaken = low !== high || isClosed(court, sight);
    const total = isTaken ? stated.total && Fraction.published(stated.total) : low.exactTotal;
    return { unit: stated.unit, order: orders.get(stated.unit), total, state: isTaken ? stated.state : low.state };
  });
  const table = ranked(court.law, rows);
  const positions = new Map(table);
  const found = tier.units.filter((unit) => unit.position !== positions.get(unit.unit)).map((unit) => ({
    kind: "position", file: RANKING, unit: unit.unit, stated: shown(unit.position), found: shown(positions.get(unit.unit)),
  }));
  const wrong = tier.units.findIndex((unit, at) => unit.unit !== table[at][0]);
  if (wrong < 0) return found;
  return [...found, { kind: "order", file: RANKING, unit: tier.units[wrong].unit, found: table[wrong][0] }];
}
