import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { createVerifier, factsInWords } from "./core.mjs";
import { nodeCrypto } from "./node-crypto.mjs";

const USAGE = `Usage: node verify.mjs [--key <public key>]... [--file <path>]... <receipt or bundle>

  --key   a public key you trust (base64, or as name+id+base64); without it the key
          inside the file is used, which you should compare with one you know
  --file  a file that the receipt or the bundle must cover

Exit codes: 0 valid, 1 invalid, 2 unreadable`;

const LINE_FEED = 0x0a;
const CHUNK = 1 << 20;
function optionsOf(words) {
  const options = { keys: [], files: [], paths: [] };
  const lists = { "--key": options.keys, "--file": options.files };
  for (let at = 0; at < words.length; at += 1) {
    const list = lists[words[at]];
    if (list !== undefined) {
      at += 1;
    }
    (list ?? options.paths).push(words[at]);
  }
  return options;
}

/** A verifier key of C2SP is `name+id+base64(0x01 || key)`. */
function pinnedKey(text) {
  const [, , ...encoded] = String(text).split("+");
  const isVerifierKey = /^[^+]+\+[0-9a-f]{8}\+/.test(String(text));
  const bytes = Buffer.from(encoded.join("+"), "base64");
  return isVerifierKey ? bytes.subarray(1).toString("base64") : String(text);
}

function eachChunk(path, take) {
  const file = openSync(path, "r");
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const length = readSync(file, chunk);
      if (length === 0 || take(chunk.subarray(0, length)) === false) {
        return;
      }
    }
  } finally {
    closeSync(file);
  }
}

/** Line by line, so that a ledger larger than memory can be verified. */
function verifyFile(path, pinned) {
  const verifier = createVerifier({ crypto: nodeCrypto, pinned });
  let rest = Buffer.alloc(0);
  eachChunk(path, (chunk) => {
    let from = 0;
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = all.indexOf(LINE_FEED); end >= 0; end = all.indexOf(LINE_FEED, from)) {
      if (!verifier.push(all.subarray(from, end))) {
        return false;
      }
      from = end + 1;
    }
    rest = all.subarray(from);
    return true;
  });
  return finishWith(verifier, rest);
}

/** The last line may lack its line feed: some tools drop it. */
function finishWith(verifier, rest) {
  if (rest.length > 0) {
    verifier.push(rest);
  }
  return verifier.finish();
}

function hashOfFile(path) {
  const digest = createHash("sha256");
  eachChunk(path, (chunk) => {
    digest.update(chunk);
  });
  return digest.digest("hex");
}

function say(...lines) {
  process.stdout.write(`${lines.join("\n")}\n`);
}

function main(words) {
  const { keys, files, paths } = optionsOf(words);
  if (paths.length !== 1 || paths[0].startsWith("--")) {
    say(USAGE);
    return 2;
  }
  const { verdict, why, facts } = verifyFile(paths[0], keys.map(pinnedKey));
  if (verdict !== "valid") {
    say(verdict === "invalid" ? "INVALID" : "UNREADABLE", why);
    return verdict === "invalid" ? 1 : 2;
  }
  for (const path of files) {
    const sha256 = hashOfFile(path);
    if (!facts.hashes.includes(sha256)) {
      say("INVALID", `${path} (SHA-256 ${sha256}) is not covered.`);
      return 1;
    }
  }
  const trust =
    keys.length > 0 ? [] : ["Compare the key with one you know: it came with the file."];
  say("VALID", ...factsInWords(facts), ...trust);
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  say("UNREADABLE", error.message);
  process.exitCode = 2;
}
