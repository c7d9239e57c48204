import { createHash } from "node:crypto";
import { createVerifier, readCheckpoint } from "../../clients/verify/core.mjs";
import { nodeCrypto } from "../../clients/verify/node-crypto.mjs";
import { refusePack } from "./audit-pack-zip.mjs";

const FORMAT = "waymark-audit-pack/1";
const RECORDS_FOLLOW = ',"records":[';
const EVIDENCE_FACTS = ["kind", "revision", "sha256", "title"];

async function hashOf(pack, name) {
  const digest = createHash("sha256");
  for await (const piece of pack.bytes(name)) {
    digest.update(piece);
  }
  return digest.digest("hex");
}

function hashInName(name) {
  return /^(?:evidence|documents)[/]([0-9a-f]{64})/.exec(name)?.[1] ?? null;
}

/** Every byte is what the list of contents says, and every file what its name says. */
async function checkContents(pack, manifest) {
  if (manifest.format !== FORMAT || !Array.isArray(manifest.files)) {
    refusePack("manifest.json is not the list of contents of a pack that this release can read.");
  }
  const listed = new Map(manifest.files.map((file) => [file.path, file.sha256]));
  const stranger = pack.names.find((name) => name !== "manifest.json" && !listed.has(name));
  if (stranger !== undefined) {
    refusePack(`${stranger} is not in its list of contents.`);
  }
  for (const [name, sha256] of listed) {
    const found = await hashOf(pack, name);
    if (found !== sha256 || (hashInName(name) ?? found) !== found) {
      refusePack(`${name} is not what the list of contents says.`);
    }
  }
}

/** The whole ledger through the verifier that anybody can run. */
async function checkBundle(pack) {
  const verifier = createVerifier({ crypto: nodeCrypto });
  let header = null;
  for await (const line of pack.lines("ledger/bundle.json")) {
    header ??= line.toString("utf8");
    if (!verifier.push(line)) {
      break;
    }
  }
  const { verdict, why } = verifier.finish();
  if (verdict !== "valid") {
    refusePack(`its ledger does not verify. ${why}`);
  }
  if (!header.endsWith(RECORDS_FOLLOW)) {
    refusePack("ledger/bundle.json is a receipt and no bundle.");
  }
  return JSON.parse(`${header.slice(0, -RECORDS_FOLLOW.length)}}`);
}

/** What is read beside the bundle may say more of a piece of evidence, but nothing else. */
async function checkEvidence(pack, bundle) {
  const said = new Map(bundle.evidence.map((row) => [row.id, row]));
  for await (const row of pack.rows("data/evidence.jsonl")) {
    const signed = said.get(row.id);
    if (signed === undefined || EVIDENCE_FACTS.some((name) => row[name] !== signed[name])) {
      refusePack(`data/evidence.jsonl and the ledger differ on the evidence ${row.id}.`);
    }
    said.delete(row.id);
  }
  const [missing] = said.keys();
  if (missing !== undefined) {
    refusePack(`data/evidence.jsonl lacks the evidence ${missing}.`);
  }
}

/** Looks through a whole pack before anything is written; says what it proves. */
export async function checkPack(pack) {
  for (const name of ["manifest.json", "ledger/bundle.json", "data/workspace.json"]) {
    if (!pack.has(name)) {
      refusePack(`it has no ${name}.`);
    }
  }
  const manifest = await pack.json("manifest.json");
  await checkContents(pack, manifest);
  const bundle = await checkBundle(pack);
  const workspace = await pack.json("data/workspace.json");
  if (workspace.id !== bundle.workspaceId) {
    refusePack("data/workspace.json speaks of another workspace than the ledger.");
  }
  await checkEvidence(pack, bundle);
  const { size, root } = readCheckpoint(bundle.checkpoints.at(-1), "The last checkpoint");
  return { bundle, workspace, size, root: Buffer.from(root), exportedAt: manifest.exportedAt };
}
