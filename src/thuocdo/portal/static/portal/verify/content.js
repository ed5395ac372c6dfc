// The steps over what a bundle says: identity, set, units, exemptions, commitments, figures.
const FORMAT = "thuocdo-bundle/1";
const NEEDED = ["edition.json", "set.json", "units.json", "facts.json", "commitments.json", "exemptions.json",
  "evidence.json", "ranking.json", "checkpoint.json"];
const OTHERS = ["rest", "exempt", "evidence", "verified"];
const DIGEST = /^[0-9a-f]{64}$/;
const utf8 = (text) => new TextEncoder().encode(text);

const checkers = {
  read(run) {
    const found = [];
    for (const [name, raw] of run.files) {
      if (!name.endsWith(".json")) continue;
      try { run.content[name] = decoded(raw); }
      catch { found.push({ kind: "not_canonical", file: name }); }
    }
    const needed = [...NEEDED, ...STORED, ...(run.content["manifest.json"]?.kind === "full" ? ["full.json"] : [])];
    const missing = needed.filter((name) => !run.files.has(name));
    return [...found, ...missing.map((name) => ({ kind: "format", file: name, what: "missing" }))];
  },

  async manifest(run) {
    const [manifest, found] = [run.content["manifest.json"], []];
    if (manifest.format !== FORMAT || !["public", "full"].includes(manifest.kind)) {
      found.push({ kind: "format", file: "manifest.json" });
    }
    const rows = new Map(manifest.files.map((row) => [row.path, row]));
    if (rows.size !== manifest.files.length) found.push({ kind: "doubled", file: "manifest.json" });
    for (const [name, raw] of run.files) {
      if (STORED.includes(name)) continue;
      const [row, digest] = [rows.get(name), await sha256(raw)];
      rows.delete(name);
      if (!row) found.push({ kind: "unlisted", file: name });
      else if (row.size !== raw.length || row.sha256 !== digest) {
        found.push({ kind: "digest", file: name, stated: row.sha256, found: digest });
      }
    }
    for (const name of rows.keys()) found.push({ kind: "missing", file: name });
    if (manifest.packed !== run.packed) found.push({ kind: "container", file: "manifest.json" });
    return found;
  },

  async signature(run) {
    const manifest = run.content["manifest.json"];
    const note = textOf(run.files.get("manifest.note"));
    run.key = await readKey(manifest.key);
    const text = await openedNote(note, run);
    if (text === null) return [{ kind: "unsigned", file: "manifest.note" }];
    const found = run.fingerprints.length && !run.fingerprints.includes(run.key.fingerprint)
      ? [{ kind: "foreign_key", file: "manifest.note", stated: run.key.fingerprint, found: run.fingerprints[0] }] : [];
    const digest = await sha256(run.files.get("manifest.json"));
    const [, about, signed] = text.split("\n");
    if (signed !== digest) found.push({ kind: "unsigned", file: "manifest.json", stated: signed, found: digest });
    else if (text !== `thuocdo.bundle\n${manifest.edition} ${manifest.kind}\n${digest}\n`) {
      found.push({ kind: "edition", file: "manifest.note", stated: about, found: manifest.edition });
    }
    return found;
  },

  edition(run) {
    const [manifest, edition] = [run.content["manifest.json"], run.content["edition.json"]];
    const told = `${edition.year}/${edition.number}`;
    const found = [];
    if (told !== manifest.edition) {
      found.push({ kind: "edition", file: "edition.json", stated: told, found: manifest.edition });
    }
    if (edition.replaces !== manifest.replaces) found.push({ kind: "edition", file: "edition.json", what: "replaces" });
    return found;
  },

  async checkpoint(run) {
    const row = run.content["checkpoint.json"];
    if (row === null) return [];
    const text = await openedNote(row.note, run);
    const wrong = [{ kind: "checkpoint", file: "checkpoint.json" }];
    if (text === null) return wrong;
    const [, size, root] = text.split("\n");
    const proof = row.proof.map(unhex);
    const reached = await rootByProof(unhex(row.leaf), row.position, Number(size), proof);
    return reached !== null && hex(reached) === hex(unbase64(root)) ? [] : wrong;
  },

  async set(run) {
    const [law, told] = [run.content["set.json"], run.content["edition.json"].set];
    const same = ["id", "version", "digest", "status"].every((name) => law[name] === told[name]);
    const found = same ? [] : [{ kind: "set", file: "set.json", stated: law.digest, found: told.digest }];
    const yaml = [...run.files.keys()].filter((name) => name.startsWith("set/")).map((name) => name.slice(4));
    for (const name of new Set([...yaml, ...Object.keys(law.files)])) {
      const raw = run.files.get(`set/${name}`);
      if (!raw || await sha256(raw) !== law.files[name]) found.push({ kind: "set", file: `set/${name}` });
    }
    for (const form of law.tiers) {
      const maxima = form.groups.map((group) => exact(group.max));
      if (!sum(maxima).is(exact(form.max))) found.push({ kind: "set", file: "set.json", line: form.tier });
      for (const group of form.groups) {
        const inside = sum(group.components.map((line) => exact(line.max)));
        if (!inside.is(exact(group.max))) found.push({ kind: "set", file: "set.json", line: group.code });
      }
    }
    return found;
  },

  units(run) {
    const rows = run.content["units.json"];
    const found = repeated(rows.map((row) => row.unit)).map((unit) => ({ kind: "units", file: "units.json", unit }));
    const tiers = run.content["set.json"].tiers.map((form) => form.tier);
    const strangers = rows.filter((row) => !tiers.includes(row.tier));
    found.push(...strangers.map((row) => ({ kind: "units", file: "units.json", unit: row.unit, what: "tier" })));
    const all = rows.map((row) => row.unit);
    for (const name of ["facts.json", "commitments.json", "evidence.json"]) {
      found.push(...compared(name, all, Object.keys(run.content[name])));
    }
    const told = run.content["ranking.json"].tiers;
    if (told.map((tier) => tier.tier).join() !== tiers.join()) found.push({ kind: "units", file: "ranking.json" });
    for (const tier of told) {
      const listed = tier.units.map((unit) => unit.unit);
      found.push(...repeated(listed).map((unit) => ({ kind: "units", file: "ranking.json", unit, what: "doubled" })));
      found.push(...compared("ranking.json", rows.filter((r) => r.tier === tier.tier).map((r) => r.unit), listed));
    }
    return found;
  },

  exemptions(run) {
    const [rows, edition] = [run.content["exemptions.json"], run.content["edition.json"]];
    const key = (unit, code, number) => JSON.stringify([unit, code, number]);
    const told = new Set(rows.map((row) => key(row.unit, row.code, row.number)));
    const found = told.size === rows.length ? [] : [{ kind: "exemption", file: "exemptions.json", what: "doubled" }];
    for (const row of rows) {
      if (row.date > edition.decision.date) {
        const at = { file: "exemptions.json", unit: row.unit, line: row.code };
        found.push({ kind: "exemption", ...at, stated: row.date, found: edition.decision.date });
      }
    }
    if (!edition.facts_kept) return found;
    const claimed = new Map(Object.entries(run.content["facts.json"]).flatMap(([unit, row]) =>
      Object.entries(row.exempt).map(([code, number]) => [key(unit, code, number), { unit, line: code, found: number }])));
    for (const [one, at] of claimed) {
      if (!told.has(one)) found.push({ kind: "exemption", file: "exemptions.json", what: "missing", ...at });
    }
    for (const row of rows) {
      if (claimed.has(key(row.unit, row.code, row.number))) continue;
      found.push({ kind: "exemption", file: "facts.json", unit: row.unit, line: row.code, stated: row.number });
    }
    return found;
  },

  async commitments(run) {
    if (!run.content["edition.json"].facts_kept) return [];
    const found = [];
    const wanted = new Map(run.content["set.json"].tiers.map((form) => [form.tier, commitmentsOf(form)]));
    const opened = run.content["full.json"]?.opened;
    for (const { unit, tier } of run.content["units.json"]) {
      const made = run.content["commitments.json"][unit];
      const at = { kind: "commitment", file: "commitments.json", unit };
      for (const what of wanted.get(tier)) if (!has(made, what)) found.push({ ...at, line: what, what: "missing" });
      for (const [what, digest] of Object.entries(made)) {
        if (!wanted.get(tier).has(what) || !DIGEST.test(digest)) found.push({ ...at, line: what });
        else if (opened && await commitment(opened[unit][what], unit, what) !== digest) {
          found.push({ ...at, file: "full.json", line: what });
        }
      }
    }
    return found;
  },

  figures(run) {
    const forms = new Map(run.content["set.json"].tiers.map((form) => [form.tier, leavesOf(form)]));
    const opened = run.content["full.json"]?.opened ?? {};
    run.units = run.content["units.json"].map((row) =>
      ({ ...row, ...wholeFacts(run.content["facts.json"][row.unit], opened[row.unit]) }));
    return run.units.flatMap((unit) => factFaults(unit, forms.get(unit.tier)));
  },
};

const repeated = (keys) => [...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))];

function compared(file, wanted, found) {
  const [own, given] = [new Set(wanted), new Set(found)];
  const missing = wanted.filter((unit) => !given.has(unit)).map((unit) => ({ kind: "units", file, unit, what: "missing" }));
  const more = found.filter((unit) => !own.has(unit)).map((unit) => ({ kind: "units", file, unit, what: "unknown" }));
  return [...missing, ...more];
}

// --- signatures and proofs ---

async function readKey(line) {
  const [, name, number, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line) ?? [];
  const raw = unbase64(encoded ?? "");
  if (!name || raw.length !== 33 || raw[0] !== 1) throw new Misread(line);
  const told = (await sha256(joined(utf8(`${name}\n`), raw))).slice(0, 8);
  if (told !== number) throw new Misread(line);
  return { name, number, raw: raw.subarray(1), fingerprint: await sha256(raw.subarray(1)) };
}

// The text that the bundle's key has signed; null where it has not. A browser without Ed25519 takes it unchecked, and
// the page says so.
async function openedNote(note, run) {
  const at = note.lastIndexOf("\n\n");
  const [, name, encoded] = /^— (\S+) (\S+)\n$/.exec(note.slice(at + 2)) ?? [];
  const text = note.slice(0, at + 1);
  if (at < 0 || name !== run.key.name) return null;
  let signature;
  try { signature = unbase64(encoded); } catch { return null; }
  if (hex(signature.subarray(0, 4)) !== run.key.number) return null;
  try {
    const key = await crypto.subtle.importKey("raw", run.key.raw, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, signature.subarray(4), utf8(text)) ? text : null;
  } catch (fault) {
    if (fault.name !== "NotSupportedError") return null;
    run.hasNoEd25519 = true;
    return text;
  }
}

async function rootByProof(leaf, position, size, proof) {
  const sides = [];
  if (!(Number.isSafeInteger(position) && position >= 0 && position < size)) return null;
  for (let [at, count] = [position, size]; count > 1;) {
    const split = 2 ** Math.floor(Math.log2(count - 1));
    sides.push(at >= split);
    [at, count] = at >= split ? [at - split, count - split] : [at, split];
  }
  if (sides.length !== proof.length) return null;
  let root = leaf;
  for (const sibling of proof) {
    const [left, right] = sides.pop() ? [sibling, root] : [root, sibling];
    root = unhex(await sha256(joined(Uint8Array.of(1), left, right)));
  }
  return root;
}

// --- commitments and figures ---

function leavesOf(form) {
  const tops = [...form.groups.flatMap((group) => group.components), ...form.adjustments];
  return new Map(tops.flatMap(within).filter((line) => !line.parts.length).map((line) => [line.code, line]));
}

function commitmentsOf(form) {
  const { hidden } = sightOf(form, false);
  const leaves = [...leavesOf(form).keys()].filter((code) => hidden.has(code));
  return new Set([...leaves.map((code) => `final/${code}`), ...OTHERS]);
}

const commitment = (row, unit, what) =>
  sha256(joined(unhex(row.salt), utf8(canonical({ unit, what, value: row.value }))));

function wholeFacts(facts, opened) {
  if (!opened || !has(opened, "rest")) return facts;
  const answers = Object.fromEntries(Object.entries(facts.answers).map(([code, answer]) =>
    [code, { ...answer, values: { ...answer.values, ...opened.rest.value[code] } }]));
  for (const [what, row] of Object.entries(opened)) {
    if (what.startsWith("final/") && row.value !== null) answers[what.slice(6)] = row.value;
  }
  return { ...facts, answers, exempt: { ...facts.exempt, ...opened.exempt.value } };
}

function factFaults(unit, leaves) {
  const found = [];
  for (const [code, answer] of Object.entries(unit.answers)) {
    const at = { kind: "fact", file: "facts.json", unit: unit.unit, line: code };
    const leaf = leaves.get(code);
    if (!leaf) { found.push(at); continue; }
    for (const [key, value] of Object.entries(answer.values)) {
      if (!isAdmitted(leaf, key, value, answer.values)) found.push({ ...at, what: key, stated: String(value) });
    }
    if (answer.settled !== null && !isBetween(answer.settled, "0", leaf.max)) found.push({ ...at, what: "settled" });
  }
  return found;
}

function isAdmitted(leaf, key, value, values) {
  const figure = leaf.figures.find((one) => one.key === key);
  if (figure) {
    const most = [figure.max, values[figure.at_most]].filter((bound) => typeof bound === "string");
    const isWhole = !figure.whole || /^-?[0-9]+$/.test(value);
    return isWhole && isBetween(value, figure.min, null) && most.every((bound) => isBetween(value, figure.min, bound));
  }
  if (leaf.rule.kind === "checklist") return typeof value === "boolean" && leaf.rule.options.some((o) => o.key === key);
  if (leaf.rule.kind === "choice") return key === "level" && leaf.rule.options.some((option) => option.key === value);
  return leaf.rule.kind === "points" && key === "points" && isBetween(value, "0", leaf.max);
}

function isBetween(text, least, most) {
  try {
    const value = exact(text);
    return !value.isBelow(exact(least)) && (most === null || !exact(most).isBelow(value));
  } catch {
    return false;
  }
}
