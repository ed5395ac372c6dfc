// Shows the second verifier's report of a file that the reader chose. The words come with the page.
const MOST_SHOWN = 20;
const PROVES = ["manifest", "signature", "checkpoint", "set", "exemptions", "commitments", "results", "order"];
const RECOMPUTED = new Set(["points", "group", "total", "level", "state", "position", "order", "given", "set", "digest"]);
const verifier = document.querySelector("[data-verify]");
const wordTerms = [...verifier.querySelectorAll("[data-words] dt")];
const verifierWords = new Map(wordTerms.map((term) => [term.textContent, term.nextElementSibling.textContent]));

const say = (key, values = {}) => (verifierWords.get(key) ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const part = (name) => verifier.querySelector(`[data-${name}]`);

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function told(finding) {
  const place = [finding.file];
  if (finding.unit) place.push(say("page.unit", finding));
  if (finding.line) place.push(say("page.line", finding));
  if (finding.what) place.push(finding.what);
  if (finding.stated != null) place.push(say("page.stated", finding));
  if (finding.found != null) place.push(say(RECOMPUTED.has(finding.kind) ? "page.found" : "page.wanted", finding));
  return `${say(`kind.${finding.kind}`)} ${place.filter(Boolean).join(", ")} [${finding.kind}]`;
}

function stepItem(step) {
  const item = element("li", `${say(`step.${step.key}`)}: ${say(step.findings.length ? "page.wrong" : "page.right")}`);
  item.classList.toggle("is-wrong", step.findings.length > 0);
  if (!step.findings.length) return item;
  const list = document.createElement("ul");
  list.append(...step.findings.slice(0, MOST_SHOWN).map((finding) => element("li", told(finding))));
  const rest = step.findings.length - MOST_SHOWN;
  if (rest > 0) list.append(element("li", say("page.more", { count: rest })));
  item.append(list);
  return item;
}

function proven(run) {
  const good = new Set(run.steps.filter((step) => !step.findings.length).map((step) => step.key));
  if (run.isStopped) return [];
  if (run.hasNoEd25519) ["signature", "checkpoint"].forEach((key) => good.delete(key));
  if (run.content["checkpoint.json"] === null) good.delete("checkpoint");
  if (!run.content["edition.json"].facts_kept) good.delete("commitments");
  return PROVES.filter((key) => good.has(key));
}

function unproven(run) {
  const edition = run.content["edition.json"];
  const open = {
    key: !run.fingerprints.length,
    no_ed25519: run.hasNoEd25519,
    no_facts: edition && !edition.facts_kept,
    hidden: edition?.facts_kept && !run.content["full.json"],
    no_checkpoint: edition && run.content["checkpoint.json"] === null,
    receipt: Boolean(run.content["checkpoint.json"]),
    truth: true,
  };
  return Object.keys(open).filter((key) => open[key]);
}

function aboutRows(run) {
  const [manifest, edition] = [run.content["manifest.json"], run.content["edition.json"]];
  if (!manifest || !edition) return [];
  const language = document.documentElement.lang === "en" ? "en" : "vi";
  const kind = say(manifest.kind === "full" ? "page.kind_full" : "page.kind_public");
  const name = edition.installation?.[language] ?? "";
  const rows = [[say("page.publication"), `${manifest.edition} · ${name} · ${kind}${edition.is_sample ? ` · ${say("page.sample")}` : ""}`]];
  if (run.key) rows.push([say("page.signer"), run.key.fingerprint]);
  return rows;
}

function show(run) {
  part("about").replaceChildren(...aboutRows(run).map(([term, said]) => {
    const row = document.createElement("div");
    row.append(element("dt", term), element("dd", said));
    row.lastChild.classList.add("digest");
    return row;
  }));
  part("steps").replaceChildren(...run.steps.map(stepItem));
  part("proven").replaceChildren(...proven(run).map((key) => element("li", say(`proven.${key}`))));
  part("unproven").replaceChildren(...unproven(run).map((key) => element("li", say(`unproven.${key}`))));
  part("report").hidden = false;
  part("status").textContent = say(run.isGood ? "page.good" : "page.bad", { count: run.findings.length });
  part("status").className = `verify-status ${run.isGood ? "is-good" : "is-bad"}`;
}

verifier.hidden = false;
document.querySelector("[data-without-script]").hidden = true;
verifier.querySelector("input").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  part("report").hidden = true;
  if (!globalThis.crypto?.subtle || !globalThis.DecompressionStream) {
    part("status").textContent = say("page.unable");
    return;
  }
  part("status").textContent = say("page.working");
  part("status").className = "verify-status";
  const fingerprints = verifier.dataset.fingerprints.split(" ").filter(Boolean);
  show(await checkBundle(new Uint8Array(await file.arrayBuffer()), fingerprints));
});
