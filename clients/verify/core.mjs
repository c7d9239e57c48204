/*
 * The verifying core: no dependencies, no network, no code of the application.
 * The format of the files it reads is written down in docs/ledger.md.
 */

/** The file cannot be read as a receipt or a bundle. */
class Unreadable extends Error {}
/** The file can be read, and something in it does not fit. */
class Invalid extends Error {}

// Bytes and text

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function textOf(bytes) {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Unreadable("The file is not UTF-8.");
  }
}

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function same(left, right) {
  return left.length === right.length && left.every((byte, place) => byte === right[place]);
}

function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bytesOfHex(text) {
  if (typeof text !== "string" || !/^(?:[0-9a-f]{2})*$/.test(text)) {
    return null;
  }
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Strict: one spelling for the same bytes, or null. */
export function bytesOfBase64(text) {
  if (typeof text !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) {
    return null;
  }
  const letters = text.replace(/=+$/, "");
  const bytes = [];
  let bits = 0;
  let held = 0;
  for (const letter of letters) {
    held = held * 64 + BASE64.indexOf(letter);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(Math.floor(held / 2 ** bits));
      held %= 2 ** bits;
    }
  }
  return held === 0 && bits < 6 ? Uint8Array.from(bytes) : null;
}

/** RFC 8785. What JSON.parse returns is all there can be. */
function canonical(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const names = Object.keys(value).sort((left, right) => (left < right ? -1 : 1));
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

/** A canonical text has one spelling: a changed blank, order or escape is a changed file. */
function parseCanonical(text, what) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unreadable(`${what} is not JSON.`);
  }
  if (canonical(value) !== text) {
    throw new Unreadable(`${what} is not in canonical form.`);
  }
  return value;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function demandMembers(value, names, what) {
  const found = isObject(value) ? Object.keys(value) : [];
  const missing = names.find((name) => !found.includes(name));
  const extra = found.find((name) => !names.includes(name));
  if (missing !== undefined || extra !== undefined) {
    const why = missing === undefined ? `has an unknown member ${extra}` : `has no ${missing}`;
    throw new Unreadable(`${what} ${why}.`);
  }
}

// SHA-256 and SHA-512 (FIPS 180-4)

function primes(count) {
  const found = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) {
      found.push(candidate);
    }
  }
  return found;
}

/** The first 64 bits of the fractional part of a root of a prime. */
function rootBits(prime, degree) {
  const wanted = BigInt(prime) << BigInt(64 * degree);
  let low = 0n;
  let high = 1n << 72n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(degree) <= wanted) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low & ((1n << 64n) - 1n);
}

const ROUND_BITS = primes(80).map((prime) => rootBits(prime, 3));
const START_BITS = primes(8).map((prime) => rootBits(prime, 2));
const ROUNDS_256 = Uint32Array.from(ROUND_BITS.slice(0, 64), (bits) => Number(bits >> 32n));
const START_256 = Uint32Array.from(START_BITS, (bits) => Number(bits >> 32n));
const MASK = (1n << 64n) - 1n;

function padded(bytes, block) {
  const lengthBytes = block / 8;
  const total = Math.ceil((bytes.length + 1 + lengthBytes) / block) * block;
  const all = new Uint8Array(total);
  all.set(bytes);
  all[bytes.length] = 0x80;
  new DataView(all.buffer).setBigUint64(total - 8, BigInt(bytes.length) * 8n);
  return all;
}

function turn(word, by) {
  return (word >>> by) | (word << (32 - by));
}

function schedule256(view, at, words) {
  for (let place = 0; place < 16; place += 1) {
    words[place] = view.getUint32(at + place * 4);
  }
  for (let place = 16; place < 64; place += 1) {
    const early = words[place - 15];
    const late = words[place - 2];
    const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[place] = words[place - 16] + small + words[place - 7] + large;
  }
}

function sha256(bytes) {
  const all = padded(bytes, 64);
  const view = new DataView(all.buffer);
  const state = Uint32Array.from(START_256);
  const words = new Uint32Array(64);
  for (let at = 0; at < all.length; at += 64) {
    schedule256(view, at, words);
    let [a, b, c, d, e, f, g, h] = state;
    for (let place = 0; place < 64; place += 1) {
      const chosen = (e & f) ^ (~e & g);
      const sum = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const first = (h + sum + chosen + ROUNDS_256[place] + words[place]) | 0;
      const major = (a & b) ^ (a & c) ^ (b & c);
      const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + major) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    for (const [place, word] of [a, b, c, d, e, f, g, h].entries()) {
      state[place] += word;
    }
  }
  const out = new DataView(new ArrayBuffer(32));
  state.forEach((word, place) => {
    out.setUint32(place * 4, word);
  });
  return new Uint8Array(out.buffer);
}

function turn64(word, by) {
  return ((word >> by) | (word << (64n - by))) & MASK;
}

function schedule512(view, at) {
  const words = Array.from({ length: 16 }, (_, place) => view.getBigUint64(at + place * 8));
  for (let place = 16; place < 80; place += 1) {
    const early = words[place - 15];
    const late = words[place - 2];
    const small = turn64(early, 1n) ^ turn64(early, 8n) ^ (early >> 7n);
    const large = turn64(late, 19n) ^ turn64(late, 61n) ^ (late >> 6n);
    words.push((words[place - 16] + small + words[place - 7] + large) & MASK);
  }
  return words;
}

function sha512(bytes) {
  const all = padded(bytes, 128);
  const view = new DataView(all.buffer);
  let state = START_BITS;
  for (let at = 0; at < all.length; at += 128) {
    const words = schedule512(view, at);
    let [a, b, c, d, e, f, g, h] = state;
    for (const [place, word] of words.entries()) {
      const chosen = (e & f) ^ (~e & MASK & g);
      const sum = turn64(e, 14n) ^ turn64(e, 18n) ^ turn64(e, 41n);
      const first = h + sum + chosen + ROUND_BITS[place] + word;
      const major = (a & b) ^ (a & c) ^ (b & c);
      const second = (turn64(a, 28n) ^ turn64(a, 34n) ^ turn64(a, 39n)) + major;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) & MASK, c, b, a, (first + second) & MASK];
    }
    const sums = [a, b, c, d, e, f, g, h];
    state = state.map((word, place) => (word + sums[place]) & MASK);
  }
  const out = new DataView(new ArrayBuffer(64));
  state.forEach((word, place) => {
    out.setBigUint64(place * 8, word);
  });
  return new Uint8Array(out.buffer);
}

// Ed25519 (RFC 8032), verification only: nothing here is secret, so nothing needs constant time

const FIELD = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (value) => ((value % FIELD) + FIELD) % FIELD;

function power(base, exponent) {
  let result = 1n;
  let square = mod(base);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    result = rest & 1n ? mod(result * square) : result;
    square = mod(square * square);
  }
  return result;
}

const inverse = (value) => power(value, FIELD - 2n);
const CURVE_D = mod(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (FIELD - 1n) / 4n);

function littleEndian(bytes) {
  return bytes.reduceRight((value, byte) => (value << 8n) + BigInt(byte), 0n);
}

/** Extended coordinates of an encoded point, or null where it encodes none. */
function pointOf(bytes) {
  const encoded = littleEndian(bytes);
  const sign = encoded >> 255n;
  const y = encoded & (2n ** 255n - 1n);
  if (y >= FIELD) {
    return null;
  }
  const square = mod((y * y - 1n) * inverse(CURVE_D * y * y + 1n));
  const candidate = power(square, (FIELD + 3n) / 8n);
  const isRoot = mod(candidate * candidate) === square;
  const root = isRoot ? candidate : mod(candidate * ROOT_OF_MINUS_ONE);
  if (mod(root * root) !== square || (root === 0n && sign === 1n)) {
    return null;
  }
  const x = (root & 1n) === sign ? root : FIELD - root;
  return { x, y, z: 1n, t: mod(x * y) };
}

function add(left, right) {
  const a = mod((left.y - left.x) * (right.y - right.x));
  const b = mod((left.y + left.x) * (right.y + right.x));
  const c = mod(2n * left.t * right.t * CURVE_D);
  const d = mod(2n * left.z * right.z);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return { x: mod(e * f), y: mod(g * h), z: mod(f * g), t: mod(e * h) };
}

function times(scalar, point) {
  let result = { x: 0n, y: 1n, z: 1n, t: 0n };
  let double = point;
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    result = rest & 1n ? add(result, double) : result;
    double = add(double, double);
  }
  return result;
}

function isSamePoint(left, right) {
  const sameX = mod(left.x * right.z) === mod(right.x * left.z);
  return sameX && mod(left.y * right.z) === mod(right.y * left.z);
}

const BASE_Y = mod(4n * inverse(5n));
const BASE = pointOf(
  Uint8Array.from({ length: 32 }, (_, place) => Number((BASE_Y >> BigInt(8 * place)) & 255n)),
);

function verifyEd25519(publicKey, bytes, signature) {
  if (publicKey.length !== 32 || signature.length !== 64) {
    return false;
  }
  const key = pointOf(publicKey);
  const commitment = pointOf(signature.slice(0, 32));
  const scalar = littleEndian(signature.slice(32));
  if (key === null || commitment === null || scalar >= ORDER) {
    return false;
  }
  const challenge = littleEndian(sha512(joined(signature.slice(0, 32), publicKey, bytes))) % ORDER;
  return isSamePoint(times(scalar, BASE), add(commitment, times(challenge, key)));
}

/** A faster pair may be handed in where the platform has one. */
export const plainCrypto = { sha256, verifyEd25519 };

// The tree of RFC 6962

export function treeWith(crypto) {
  const leafHash = (bytes) => crypto.sha256(joined(Uint8Array.of(0), bytes));
  const nodeHash = (left, right) => crypto.sha256(joined(Uint8Array.of(1), left, right));
  return {
    leafHash,
    /** Grows by one leaf and keeps only what further leaves need. */
    push(nodes, size, leaf) {
      let node = leaf;
      for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
        node = nodeHash(nodes.pop(), node);
      }
      nodes.push(node);
    },
    rootOf(nodes) {
      return nodes.length === 0
        ? crypto.sha256(new Uint8Array())
        : nodes.reduceRight((right, left) => nodeHash(left, right));
    },
    /** The root a proof leads to, or null where it has another length than the place needs. */
    rootOfProof({ index, size, leaf, proof }) {
      let hash = leaf;
      const isWhole = ascend({ node: index, last: size - 1 }, proof, (sibling, isLeft) => {
        hash = isLeft ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
      });
      return isWhole ? hash : null;
    },
    /** Whether a tree continues a smaller one; the smaller one is not empty. */
    continues({ oldSize, newSize, oldRoot, newRoot, proof }) {
      const way = { node: oldSize - 1, last: newSize - 1 };
      while (way.node % 2 === 1) {
        halve(way);
      }
      const [first, ...rest] = way.node === 0 ? [oldRoot, ...proof] : proof;
      const hashes = { old: first, new: first };
      const isWhole = ascend(way, rest, (sibling, isLeft) => {
        hashes.old = isLeft ? nodeHash(sibling, hashes.old) : hashes.old;
        hashes.new = isLeft ? nodeHash(sibling, hashes.new) : nodeHash(hashes.new, sibling);
      });
      const isFit = isWhole && first !== undefined;
      return isFit && same(hashes.old, oldRoot) && same(hashes.new, newRoot);
    },
  };
}

/** From a node to the root, one sibling after the other; false where there are too many or too few. */
function ascend(way, proof, join) {
  for (const sibling of proof) {
    if (way.last === 0) {
      return false;
    }
    const isLeft = way.node % 2 === 1 || way.node === way.last;
    join(sibling, isLeft);
    climb(way, isLeft);
  }
  return way.last === 0;
}

/** One level up; from the right edge past the levels at which it had no sibling. */
function climb(way, isLeft) {
  while (isLeft && way.node % 2 === 0 && way.node !== 0) {
    halve(way);
  }
  halve(way);
}

function halve(way) {
  way.node = Math.floor(way.node / 2);
  way.last = Math.floor(way.last / 2);
}

// Checkpoints: C2SP tlog-checkpoint in a C2SP signed-note

function signatureLine(line) {
  const [dash, name, encoded, ...rest] = line.split(" ");
  const bytes = bytesOfBase64(encoded);
  const isWhole = dash === "—" && name !== "" && rest.length === 0;
  return isWhole && bytes !== null && bytes.length > 4
    ? { name, keyId: hexOf(bytes.slice(0, 4)), signature: bytes.slice(4) }
    : null;
}

export function readCheckpoint(note, what) {
  const end = typeof note === "string" ? note.lastIndexOf("\n\n") : -1;
  const text = end < 0 ? "" : note.slice(0, end + 1);
  const lines = end < 0 ? [] : note.slice(end + 2).split("\n");
  const [origin, size, root, ...rest] = text.split("\n");
  const rootBytes = bytesOfBase64(root);
  const isBody = /^(?:0|[1-9][0-9]{0,15})$/.test(size ?? "") && rootBytes?.length === 32;
  const signatures = lines.slice(0, -1).map(signatureLine);
  const isWhole = rest.length === 1 && lines.length > 1 && lines.at(-1) === "";
  if (!(isBody && isWhole) || origin === "" || signatures.includes(null)) {
    throw new Unreadable(`${what} is not a signed checkpoint.`);
  }
  return { origin, size: Number(size), root: rootBytes, text, signatures };
}

/** Lines by others are ignored; one by this key must be there, and true. */
export function isSignedBy(crypto, checkpoint, publicKey) {
  const { origin, text, signatures } = checkpoint;
  const id = crypto.sha256(joined(encoder.encode(`${origin}\n`), Uint8Array.of(1), publicKey));
  const keyId = hexOf(id.slice(0, 4));
  const own = signatures.filter((line) => line.name === origin && line.keyId === keyId);
  const bytes = encoder.encode(text);
  return (
    own.length > 0 && own.every((line) => crypto.verifyEd25519(publicKey, bytes, line.signature))
  );
}

function keyOf(text, what) {
  const bytes = bytesOfBase64(text);
  if (bytes?.length !== 32) {
    throw new Unreadable(`${what} is not an Ed25519 key in base64.`);
  }
  return bytes;
}

// Records and signatures

function readRecord(text, what) {
  const record = parseCanonical(text, what);
  const members = ["at", "by", "data", "id", "projectId", "type", "workspaceId"];
  demandMembers(record, members, what);
  if (!(isObject(record.by) && isObject(record.data))) {
    throw new Unreadable(`${what} has no actor or no data.`);
  }
  return record;
}

/** What the record and the statement it speaks of say about the same thing. */
function compareStatement(crypto, { statement, record, what }) {
  const hash = hexOf(crypto.sha256(encoder.encode(canonical(statement))));
  if (hash !== record.data.statementSha256) {
    throw new Invalid(`${what}: statementSha256 is not the hash of the statement.`);
  }
  const pairs = {
    "workspace.id": [statement.workspace?.id, record.workspaceId],
    "project.id": [statement.project?.id, record.projectId],
    "signer.id": [statement.signer?.id, record.by.id],
    "signer.guest": [statement.signer?.guest !== undefined, record.by.kind === "guest"],
    signedAt: [statement.signedAt, record.at],
    role: [statement.role, record.data.role ?? statement.role],
    meaning: [statement.meaning, record.data.meaning ?? statement.meaning],
    assurance: [statement.assurance, record.data.assurance ?? statement.assurance],
    round: [statement.round, record.data.round ?? statement.round],
  };
  const wrong = Object.keys(pairs).find((name) => pairs[name][0] !== pairs[name][1]);
  if (wrong !== undefined) {
    throw new Invalid(`${what}: ${wrong} of the statement differs from the record.`);
  }
}

const SIGNATURE_MEMBERS = [
  "assurance",
  "buildsOn",
  "delegatedFromId",
  "expiresAt",
  "id",
  "meaning",
  "projectId",
  "role",
  "signedAt",
  "signerId",
  "signerName",
  "statement",
  "statementSha256",
  "subject",
  "subjectId",
  "subjectSha256",
  "subjectVersion",
  "withdrawnAt",
  "workspaceId",
];

function compareSignature(crypto, { row, record, what }) {
  const { statement } = row;
  compareStatement(crypto, { statement, record, what });
  const { workspace, project, subject, signer } = statement;
  const pairs = {
    statementSha256: [row.statementSha256, record.data.statementSha256],
    workspaceId: [row.workspaceId, workspace?.id],
    projectId: [row.projectId, project?.id],
    subject: [row.subject, subject?.kind],
    subjectId: [row.subjectId, subject?.id],
    subjectVersion: [row.subjectVersion, subject?.version],
    subjectSha256: [row.subjectSha256, subject?.sha256],
    signerId: [row.signerId, signer?.id],
    signerName: [row.signerName, signer?.name],
    role: [row.role, statement.role],
    meaning: [row.meaning, statement.meaning],
    assurance: [row.assurance, statement.assurance],
    delegatedFromId: [row.delegatedFromId, statement.delegatedFrom ?? null],
    signedAt: [row.signedAt, statement.signedAt],
    expiresAt: [row.expiresAt, statement.expiresAt ?? null],
    buildsOn: [canonical(row.buildsOn), canonical(statement.buildsOn ?? null)],
  };
  const wrong = Object.keys(pairs).find((name) => pairs[name][0] !== pairs[name][1]);
  if (wrong !== undefined) {
    throw new Invalid(`${what}: ${wrong} differs from the signed statement.`);
  }
}

function demandOrigin(checkpoint, workspaceId, what) {
  if (!checkpoint.origin.endsWith(`/ledger/${workspaceId}`)) {
    throw new Invalid(`${what} is of another ledger: ${checkpoint.origin}.`);
  }
}

const RECEIPT_MEMBERS = ["checkpoint", "format", "index", "key", "proof", "record", "statement"];

function readReceipt(line) {
  const receipt = parseCanonical(line, "The receipt");
  demandMembers(receipt, RECEIPT_MEMBERS, "The receipt");
  const { index, statement } = receipt;
  const proof = Array.isArray(receipt.proof) ? receipt.proof.map(bytesOfHex) : [null];
  const isProof = proof.length <= 64 && proof.every((hash) => hash?.length === 32);
  const isText = typeof receipt.record === "string" && isObject(statement);
  if (receipt.format !== "waymark-receipt/1" || !isText || !isProof) {
    throw new Unreadable("The receipt is of another format.");
  }
  const checkpoint = readCheckpoint(receipt.checkpoint, "The checkpoint");
  const key = keyOf(receipt.key, "The key");
  const record = readRecord(receipt.record, "The record");
  if (!Number.isSafeInteger(index) || index < 0 || index >= checkpoint.size) {
    throw new Invalid(`The index ${index} is not below the size of the checkpoint.`);
  }
  return { ...receipt, proof, checkpoint, key, record, recordText: receipt.record };
}

function verifyReceipt(crypto, { line, pinned }) {
  const tree = treeWith(crypto);
  const receipt = readReceipt(line);
  const { index, statement, proof, checkpoint, key, record, recordText } = receipt;
  compareStatement(crypto, { statement, record, what: "The statement" });
  demandOrigin(checkpoint, record.workspaceId, "The checkpoint");
  const leaf = tree.leafHash(encoder.encode(recordText));
  const root = tree.rootOfProof({ index, size: checkpoint.size, leaf, proof });
  if (root === null || !same(root, checkpoint.root)) {
    throw new Invalid(
      `The proof does not lead from record ${index} to the root of the checkpoint.`,
    );
  }
  if (!isSignedBy(crypto, checkpoint, key)) {
    throw new Invalid("The checkpoint is not signed by the key of the receipt.");
  }
  const keys = [JSON.parse(line).key];
  if (pinned.length > 0 && !pinned.includes(keys[0])) {
    throw new Invalid("The checkpoint is signed by a key that was not expected.");
  }
  const covers = Array.isArray(statement.covers) ? statement.covers : [];
  const hashes = [statement.subject?.sha256, ...covers.map((covered) => covered?.sha256)];
  const { origin, size } = checkpoint;
  return { kind: "receipt", origin, size, keys, statement, index, hashes };
}

const BUNDLE_MEMBERS = ["checkpoints", "evidence", "format", "keys", "signatures", "workspaceId"];
const EVIDENCE_MEMBERS = ["id", "kind", "revision", "sha256", "title"];
const RECORDS_FOLLOW = ',"records":[';

function readHeader(line) {
  const header = parseCanonical(`${line.slice(0, -RECORDS_FOLLOW.length)}}`, "The first line");
  demandMembers(header, BUNDLE_MEMBERS, "The bundle");
  const lists = [header.checkpoints, header.evidence, header.keys, header.signatures];
  if (header.format !== "waymark-ledger/1" || !lists.every(Array.isArray)) {
    throw new Unreadable("The bundle is of another format.");
  }
  if (header.keys.length === 0 || header.checkpoints.length === 0) {
    throw new Unreadable("The bundle has no key or no checkpoint.");
  }
  const checkpoints = header.checkpoints.map((note, place) =>
    readCheckpoint(note, `Checkpoint ${place + 1}`),
  );
  for (const [place, checkpoint] of checkpoints.entries()) {
    const before = place === 0 ? 0 : checkpoints[place - 1].size;
    demandOrigin(checkpoint, header.workspaceId, `The checkpoint at ${checkpoint.size}`);
    if (checkpoint.size <= before) {
      throw new Invalid(`The checkpoint at ${checkpoint.size} does not follow the one before.`);
    }
  }
  return {
    checkpoints,
    workspaceId: header.workspaceId,
    keys: header.keys.map((key, place) => ({ text: key, bytes: keyOf(key, `Key ${place + 1}`) })),
    signatures: byId(header.signatures, SIGNATURE_MEMBERS, "Signature"),
    evidence: byId(header.evidence, EVIDENCE_MEMBERS, "Evidence"),
  };
}

function byId(rows, members, what) {
  for (const [place, row] of rows.entries()) {
    demandMembers(row, members, `${what} ${place + 1}`);
  }
  const found = new Map(rows.map((row) => [row.id, row]));
  if (found.size !== rows.length) {
    throw new Invalid(`${what}: one id is there twice.`);
  }
  return found;
}

const LEAF_PREFIX = encoder.encode('{"leaf":"');
const RECORD_PREFIX = encoder.encode('","record":');
const RECORD_FROM = LEAF_PREFIX.length + 64 + RECORD_PREFIX.length;
const COMMA = 0x2c;
const BRACE = 0x7d;

/** The bytes of the record are taken as they stand in the file: they are what was hashed. */
function splitLine(bytes, what) {
  const isMore = bytes.at(-1) === COMMA;
  const end = isMore ? bytes.length - 1 : bytes.length;
  const leafEnd = LEAF_PREFIX.length + 64;
  const isFit =
    same(bytes.subarray(0, LEAF_PREFIX.length), LEAF_PREFIX) &&
    same(bytes.subarray(leafEnd, RECORD_FROM), RECORD_PREFIX) &&
    bytes[end - 1] === BRACE;
  const leaf = isFit ? bytesOfHex(textOf(bytes.subarray(LEAF_PREFIX.length, leafEnd))) : null;
  if (leaf === null) {
    throw new Unreadable(`${what} is not laid out as a record.`);
  }
  return { leaf, record: bytes.subarray(RECORD_FROM, end - 1), isMore };
}

/** Walks a whole ledger once, in the order in which it was written. */
class BundleVerifier {
  #crypto;
  #tree;
  #header;
  #pinned;
  #nodes = [];
  #size = 0;
  #passed = 0;
  #usedKeys = 1;
  /** What may come next: `record`, `end`, or `nothing`. */
  #next = ["record"];
  #signatures = new Set();
  #evidence = new Set();
  #withdrawn = new Map();

  constructor(crypto, { line, pinned }) {
    this.#crypto = crypto;
    this.#tree = treeWith(crypto);
    this.#header = readHeader(line);
    this.#pinned = pinned;
  }

  push(bytes) {
    const [next] = this.#next;
    if (next === "nothing") {
      throw new Unreadable("There is more after the end of the bundle.");
    }
    if (next === "record") {
      this.#takeRecord(bytes);
    } else if (textOf(bytes) === "]}") {
      this.#next = ["nothing"];
    } else {
      throw new Unreadable(`The bundle does not end after record ${this.#size - 1}.`);
    }
  }

  finish() {
    if (this.#next[0] !== "nothing") {
      throw new Unreadable("The bundle ends too early.");
    }
    this.#checkEnd();
    this.#checkRows();
    this.#checkTrust();
    const { checkpoints, keys, signatures, evidence } = this.#header;
    return {
      kind: "ledger",
      origin: checkpoints[0].origin,
      size: this.#size,
      keys: keys.map((key) => key.text),
      signatures: signatures.size,
      hashes: [...evidence.values()].map((row) => row.sha256),
    };
  }

  #takeRecord(bytes) {
    const what = `Record ${this.#size}`;
    const split = splitLine(bytes, what);
    const leaf = this.#tree.leafHash(split.record);
    if (!same(leaf, split.leaf)) {
      throw new Invalid(`${what} is not the record that was hashed.`);
    }
    this.#checkMeaning(readRecord(textOf(split.record), what), what);
    this.#tree.push(this.#nodes, this.#size, leaf);
    this.#size += 1;
    this.#checkSigned();
    this.#next = [split.isMore ? "record" : "end"];
  }

  #checkMeaning(record, what) {
    const { type, data } = record;
    if (record.workspaceId !== this.#header.workspaceId) {
      throw new Invalid(`${what}: workspaceId is of another ledger.`);
    }
    if (type === "signature.withdrawn") {
      this.#withdrawn.set(data.signatureId, record.at);
    } else if (typeof data.signatureId === "string") {
      this.#checkSignature(record, what);
    }
    if (type === "evidence.attached") {
      this.#checkEvidence(record, what);
    }
    if (type === "ledger.key-rotated") {
      this.#checkHandover(record, what);
    }
  }

  #checkSignature(record, what) {
    const { signatureId } = record.data;
    const row = this.#header.signatures.get(signatureId);
    if (row === undefined) {
      throw new Invalid(`${what} speaks of signature ${signatureId}, which is missing.`);
    }
    compareSignature(this.#crypto, { row, record, what: `Signature ${row.id} (${what})` });
    this.#signatures.add(row.id);
  }

  #checkEvidence({ data }, what) {
    const row = this.#header.evidence.get(data.evidenceId);
    if (row === undefined) {
      throw new Invalid(`${what} speaks of evidence ${data.evidenceId}, which is missing.`);
    }
    const wrong = ["kind", "revision", "sha256", "title"].find((name) => row[name] !== data[name]);
    if (wrong !== undefined) {
      throw new Invalid(`Evidence ${row.id} (${what}): ${wrong} differs from the record.`);
    }
    this.#evidence.add(row.id);
  }

  #checkHandover({ data }, what) {
    const { workspaceId, keys } = this.#header;
    const [from, to] = [this.#livingKey(), keys[this.#usedKeys]];
    const text = `waymark ledger key handover\n${workspaceId}\n${data.fromKey}\n${data.toKey}\n`;
    const isNamed = data.fromKey === from.text && data.toKey === to?.text;
    const isSigned = (key, signature) =>
      this.#crypto.verifyEd25519(
        key.bytes,
        encoder.encode(text),
        bytesOfBase64(signature) ?? new Uint8Array(),
      );
    const isMeant = isNamed && data.statement === text;
    if (!(isMeant && isSigned(from, data.fromSignature) && isSigned(to, data.toSignature))) {
      throw new Invalid(`${what}: the hand-over of the key is not signed by both keys.`);
    }
    this.#usedKeys += 1;
  }

  #livingKey() {
    return this.#header.keys[this.#usedKeys - 1];
  }

  #checkSigned() {
    const { checkpoints } = this.#header;
    const checkpoint = checkpoints[this.#passed];
    const size = this.#size;
    if (checkpoint?.size !== size) {
      return;
    }
    if (!same(this.#tree.rootOf(this.#nodes), checkpoint.root)) {
      const from = this.#passed === 0 ? 0 : checkpoints[this.#passed - 1].size;
      throw new Invalid(
        `The records ${from} to ${size - 1} do not lead to the root of the checkpoint at ${size}.`,
      );
    }
    if (!isSignedBy(this.#crypto, checkpoint, this.#livingKey().bytes)) {
      throw new Invalid(`The checkpoint at ${size} is not signed by the key of that time.`);
    }
    this.#passed += 1;
  }

  #checkEnd() {
    const { checkpoints, keys } = this.#header;
    const left = checkpoints[this.#passed];
    if (left !== undefined) {
      throw new Invalid(`The ${this.#size} records end before the checkpoint at ${left.size}.`);
    }
    if (checkpoints.at(-1).size !== this.#size) {
      throw new Invalid(`No checkpoint covers the records from ${checkpoints.at(-1).size} on.`);
    }
    if (this.#usedKeys !== keys.length) {
      throw new Invalid(`Key ${this.#usedKeys + 1} was never handed over to.`);
    }
  }

  /** A row that no record speaks of was added; a withdrawal without a record was, too. */
  #checkRows() {
    for (const [id, row] of this.#header.signatures) {
      if (!this.#signatures.has(id)) {
        throw new Invalid(`Signature ${id} is in no record.`);
      }
      if (row.withdrawnAt !== (this.#withdrawn.get(id) ?? null)) {
        throw new Invalid(`Signature ${id}: withdrawnAt is in no record.`);
      }
    }
    const added = [...this.#header.evidence.keys()].find((id) => !this.#evidence.has(id));
    if (added !== undefined) {
      throw new Invalid(`Evidence ${added} is in no record.`);
    }
  }

  #checkTrust() {
    const trusted = [this.#header.keys[0].text, this.#livingKey().text];
    if (this.#pinned.length > 0 && !trusted.some((key) => this.#pinned.includes(key))) {
      throw new Invalid("The ledger is signed by a key that was not expected.");
    }
  }
}

/**
 * Takes a file line by line (bytes, without the line feed), then says what it
 * is worth. `pinned` are public keys in base64 that the reader trusts already.
 */
export function createVerifier({ crypto = plainCrypto, pinned = [] } = {}) {
  let bundle = null;
  let facts = null;
  let failure = null;
  let isFirst = true;

  function take(bytes) {
    if (isFirst) {
      isFirst = false;
      const line = textOf(bytes);
      if (line.endsWith(RECORDS_FOLLOW)) {
        bundle = new BundleVerifier(crypto, { line, pinned });
      } else {
        facts = verifyReceipt(crypto, { line, pinned });
      }
    } else if (bundle === null) {
      throw new Unreadable("There is more after the end of the receipt.");
    } else {
      bundle.push(bytes);
    }
  }

  function guarded(step) {
    try {
      step();
    } catch (error) {
      const isExpected = error instanceof Unreadable || error instanceof Invalid;
      failure ??= isExpected ? error : new Unreadable(`The file makes no sense: ${error.message}`);
    }
  }

  return {
    push(bytes) {
      if (failure === null) {
        guarded(() => take(bytes));
      }
      return failure === null;
    },
    finish() {
      guarded(() => {
        if (isFirst) {
          throw new Unreadable("The file is empty.");
        }
        facts = bundle === null || failure !== null ? facts : bundle.finish();
      });
      if (failure === null) {
        return { verdict: "valid", why: "", facts };
      }
      const verdict = failure instanceof Invalid ? "invalid" : "unreadable";
      return { verdict, why: failure.message, facts: null };
    },
  };
}

/** Somebody from outside had a mailed link and code, and no account. */
function signerInWords(signer) {
  if (signer?.guest === undefined) {
    return signer?.name;
  }
  const { organisation } = signer.guest;
  return `${signer.name}, guest${organisation ? ` of ${organisation}` : ""},`;
}

/** What a valid file says, in words. */
export function factsInWords(facts) {
  const key = `Signed with the key${facts.keys.length > 1 ? "s" : ""} ${facts.keys.join(", ")}`;
  if (facts.kind === "ledger") {
    return [
      `Ledger ${facts.origin}`,
      `${facts.size} records, ${facts.signatures} signatures, ${facts.hashes.length} pieces of evidence`,
      key,
    ];
  }
  const { statement } = facts;
  return [
    `${signerInWords(statement.signer)} signed ${statement.subject?.name}, version ${statement.subject?.version}`,
    `Project ${statement.project?.name}, workspace ${statement.workspace?.name}`,
    `Meaning: ${statement.meaning}`,
    `In the role ${statement.role}, identified by ${statement.assurance}, at ${statement.signedAt}`,
    `Record ${facts.index} of ledger ${facts.origin}, covered by a checkpoint of ${facts.size} records`,
    key,
  ];
}

export const testing = {
  compareStatement,
  sha256,
  sha512,
  verifyEd25519,
  canonical,
  bytesOfBase64,
};
