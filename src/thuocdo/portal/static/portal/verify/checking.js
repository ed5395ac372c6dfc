// READ THIS FIRST: the second verifier, step by step, as docs/bundle.md tells it and `thuocdo verify` does it. It runs
// in the reader's browser, on the reader's file; nothing is sent anywhere.
const STEPS = ["open", "manifest", "signature", "edition", "checkpoint", "set", "units", "exemptions", "commitments",
  "figures", "results", "order"];
const STOPPING = new Set(["open", "units", "figures"]);

async function checkBundle(data, fingerprints = []) {
  const run = { data, fingerprints, files: new Map(), content: {}, steps: [], units: [], orders: [] };
  for (const key of STEPS) {
    const step = { key, findings: await carriedOut(key, run) };
    run.steps.push(step);
    if (step.findings.length && STOPPING.has(key)) {
      run.isStopped = true;
      break;
    }
  }
  run.findings = run.steps.flatMap((step) => step.findings);
  run.isGood = !run.isStopped && !run.findings.length;
  return run;
}

// A file of another shape than the format says is a finding like any other.
async function carriedOut(key, run) {
  try {
    if (key === "open") return await openedBundle(run);
    if (key === "results") return judged(run);
    if (key === "order") return run.orders;
    return await checkers[key](run);
  } catch (fault) {
    return [fault instanceof Refused ? fault.finding : { kind: shapeKind(key), file: "", what: String(fault.message) }];
  }
}

const shapeKind = (key) => ({ signature: "unsigned", checkpoint: "checkpoint", commitments: "commitment" }[key] ?? "format");

async function openedBundle(run) {
  const { files, packed } = await unpack(run.data);
  Object.assign(run, { files, packed });
  return checkers.read(run);
}
