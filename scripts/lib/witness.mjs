import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  bytesOfBase64,
  isSignedBy,
  readCheckpoint,
  same,
  treeWith,
} from "../../clients/verify/core.mjs";
import { nodeCrypto } from "../../clients/verify/node-crypto.mjs";
import { say } from "./console.mjs";
import { Trouble } from "./trouble.mjs";

const USAGE = `Usage: npm run witness -- <folder or address> --state <file> [--key <public key>]

  A folder is one workspace's below LEDGER_WITNESS_DIR. An address is
  https://<host>/api/v1/workspaces/<id>/ledger, with a token in WAYMARK_TOKEN.
  The first head seen is taken as the beginning; every later one must continue it.`;

const tree = treeWith(nodeCrypto);

const SEEN_MEMBERS = ["origin", "size", "root", "key"];

function readState(path) {
  if (!existsSync(path)) {
    return null;
  }
  const state = JSON.parse(readFileSync(path, "utf8"));
  if (SEEN_MEMBERS.some((name) => state[name] === undefined)) {
    throw new Trouble(`${path} is not the memory of a witness.`);
  }
  return { ...state, root: bytesOfBase64(state.root) };
}

function writeState(path, { origin, size, root, key }) {
  const state = { origin, size, root: Buffer.from(root).toString("base64"), key };
  writeFileSync(`${path}.part`, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(`${path}.part`, path);
}

/** The heads a folder holds, in their order, each with the proof from the one before. */
function headsOfFolder(folder) {
  return readdirSync(folder)
    .filter((name) => /^\d{16}\.json$/.test(name))
    .sort((left, right) => (left < right ? -1 : 1))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
}

async function ask(address) {
  const answer = await fetch(address, {
    headers: { authorization: `Bearer ${process.env.WAYMARK_TOKEN ?? ""}` },
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) {
    throw new Trouble(`${address} answered ${answer.status}. Is WAYMARK_TOKEN an auditor's token?`);
  }
  return answer.json();
}

async function headsOfAddress(address, seen) {
  const { checkpoint, size } = await ask(`${address}/checkpoint`);
  if (checkpoint === null) {
    return [];
  }
  const from = seen?.size ?? 0;
  const isLater = from > 0 && size > from;
  const proof = isLater ? await ask(`${address}/consistency-proof?from=${from}&to=${size}`) : null;
  return [{ checkpoint, from, size, proof: proof?.proof ?? [] }];
}

/** Why a head cannot follow what was seen, or null. */
function whyNotFollow(seen, { head, checkpoint }) {
  if (checkpoint.origin !== seen.origin) {
    return `it is of another ledger (${checkpoint.origin})`;
  }
  if (checkpoint.size === seen.size) {
    return same(checkpoint.root, seen.root) ? null : "it has another root at the same size";
  }
  const proof = head.proof.map(bytesOfBase64);
  const isProof = head.from === seen.size && proof.every((hash) => hash?.length === 32);
  const sizes = { oldSize: seen.size, newSize: checkpoint.size };
  const roots = { oldRoot: seen.root, newRoot: checkpoint.root };
  return isProof && tree.continues({ ...sizes, ...roots, proof })
    ? null
    : `it does not continue the head of ${seen.size} entries seen before`;
}

function follow(seen, head, key) {
  const checkpoint = readCheckpoint(head.checkpoint, `The head of ${head.size} entries`);
  const { origin, size, root } = checkpoint;
  if (!isSignedBy(nodeCrypto, checkpoint, bytesOfBase64(key) ?? new Uint8Array())) {
    throw new Trouble(
      `REFUSED: the head of ${size} entries is not signed by the key ${key}. If the key was handed over, check that with the verifier and name the new one with --key.`,
    );
  }
  const why = seen === null ? null : whyNotFollow(seen, { head, checkpoint });
  if (why !== null) {
    throw new Trouble(`REFUSED: the head of ${size} entries: ${why}. Keep both and ask why.`);
  }
  return { origin, size, root, key };
}

/** Follows every head that is new. Throws at the first one that does not fit what was seen. */
function followAll(seen, heads, key) {
  const largest = Math.max(0, ...heads.map((head) => head.size));
  if (seen !== null && largest < seen.size) {
    throw new Trouble(
      `REFUSED: ${seen.size} entries were seen before, and now there are ${largest}.`,
    );
  }
  return heads
    .filter((head) => seen === null || head.size >= seen.size)
    .reduce((state, head) => follow(state, head, key), seen);
}

export async function witness(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { state: { type: "string" }, key: { type: "string" } },
  });
  const [source] = positionals;
  if (source === undefined || values.state === undefined) {
    throw new Trouble(USAGE);
  }
  const seen = readState(resolve(values.state));
  const key = values.key ?? seen?.key;
  if (key === undefined) {
    throw new Trouble(`Name the public key with --key: /.well-known/waymark-keys.json has it.`);
  }
  const isFolder = existsSync(source) && statSync(source).isDirectory();
  const heads = isFolder ? headsOfFolder(source) : await headsOfAddress(source, seen);
  const now = followAll(seen, heads, key);
  if (now === null) {
    say("Nothing is signed yet.");
    return;
  }
  writeState(resolve(values.state), now);
  say(`${now.origin}: ${now.size} entries, continuing what was seen before.`);
}
