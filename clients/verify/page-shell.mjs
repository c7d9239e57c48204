import { createVerifier, factsInWords, testing } from "./core.mjs";

const byId = (id) => document.getElementById(id);
const words = { valid: "Valid", invalid: "Not valid", unreadable: "Not readable" };

function show(verdict, lines) {
  const result = byId("result");
  result.dataset.verdict = verdict;
  result.textContent = [words[verdict], ...lines].join("\n");
}

function verifyBytes(bytes, pinned) {
  const verifier = createVerifier({ pinned });
  let from = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
    if (!verifier.push(bytes.subarray(from, end))) {
      break;
    }
    from = end + 1;
  }
  if (from < bytes.length) {
    verifier.push(bytes.subarray(from));
  }
  return verifier.finish();
}

async function firstUncovered(files, hashes) {
  for (const file of files) {
    const digest = testing.sha256(new Uint8Array(await file.arrayBuffer()));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (!hashes.includes(hex)) {
      return `${file.name} (SHA-256 ${hex}) is not covered.`;
    }
  }
  return null;
}

async function run() {
  const [file] = byId("file").files;
  if (file === undefined) {
    return;
  }
  const key = byId("key").value.trim();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { verdict, why, facts } = verifyBytes(bytes, key === "" ? [] : [key]);
  if (verdict !== "valid") {
    show(verdict, [why]);
    return;
  }
  const uncovered = await firstUncovered(byId("covered").files, facts.hashes);
  if (uncovered !== null) {
    show("invalid", [uncovered]);
    return;
  }
  const trust = key === "" ? ["Compare the key with one you know: it came with the file."] : [];
  show("valid", [...factsInWords(facts), ...trust]);
}

for (const id of ["file", "key", "covered"]) {
  byId(id).addEventListener("change", run);
}
