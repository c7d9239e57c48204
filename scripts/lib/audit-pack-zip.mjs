import yauzl from "yauzl";
import { Trouble } from "./trouble.mjs";

const HASH = "[0-9a-f]{64}";
const FILE = new RegExp(`^(?:evidence/${HASH}|documents/${HASH}[.]pdf)$`);
const NAMES = new Set([
  "README.txt",
  "index.html",
  "verify.mjs",
  "verify.html",
  "manifest.json",
  "ledger/bundle.json",
  "ledger/records.jsonl",
  "ledger/checkpoints.jsonl",
  "ledger/keys.json",
  "data/workspace.json",
  "data/people.jsonl",
  "data/playbooks.jsonl",
  "data/projects.jsonl",
  "data/evidence.jsonl",
  "data/files.jsonl",
  "data/decisions.jsonl",
  "data/documents.jsonl",
]);

const MB = 1024 * 1024;
const LIMITS = { file: 200 * MB, text: 16_384 * MB, whole: 131_072 * MB, parsed: 64 * MB };
/** Records become a tenth of their size; what becomes a hundredth is made to fill a disk. */
const MOST_DENSE = 100;
const LINE_FEED = 0x0a;

export function refusePack(what) {
  throw new Trouble(`This is not an audit pack to rely on: ${what} Nothing was imported.`);
}

function checkEntry(entry, seen) {
  const { fileName: name, uncompressedSize: size, compressedSize } = entry;
  if (!NAMES.has(name) && !FILE.test(name)) {
    refusePack(`it holds ${JSON.stringify(name.slice(0, 120))}, which no pack holds.`);
  }
  if (seen.has(name)) {
    refusePack(`it holds ${name} twice.`);
  }
  if (size > (FILE.test(name) ? LIMITS.file : LIMITS.text)) {
    refusePack(`${name} would have ${Math.ceil(size / MB)} MB.`);
  }
  if (size > MB && size > compressedSize * MOST_DENSE) {
    refusePack(`${name} is packed ${Math.floor(size / compressedSize)} times smaller than it is.`);
  }
}

async function listEntries(zip) {
  const entries = new Map();
  let whole = 0;
  for await (const entry of zip.eachEntry()) {
    checkEntry(entry, entries);
    entries.set(entry.fileName, entry);
    whole += entry.uncompressedSize;
    if (whole > LIMITS.whole) {
      refusePack(`unpacked it would have more than ${LIMITS.whole / MB} MB.`);
    }
  }
  return entries;
}

async function orRefuse(work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Trouble) {
      throw error;
    }
    return refusePack(`it cannot be read as a zip (${error.message}).`);
  }
}

/** A zip whose list of contents was looked through before a byte of it is unpacked. */
export class PackReader {
  #zip;
  #entries;

  constructor(zip, entries) {
    this.#zip = zip;
    this.#entries = entries;
  }

  static open(path) {
    return orRefuse(async () => {
      const zip = await yauzl.openPromise(path, { autoClose: false, strictFileNames: true });
      return new PackReader(zip, await listEntries(zip));
    });
  }

  get names() {
    return [...this.#entries.keys()];
  }

  has(name) {
    return this.#entries.has(name);
  }

  /** Bytes in pieces; a size or checksum that differs from the list of contents ends it. */
  async *bytes(name) {
    const entry = this.#entries.get(name) ?? refusePack(`it has no ${name}.`);
    const stream = await orRefuse(() => this.#zip.openReadStreamPromise(entry));
    try {
      yield* stream;
    } catch (error) {
      refusePack(`${name} is damaged (${error.message}).`);
    } finally {
      stream.destroy();
    }
  }

  async text(name) {
    if ((this.#entries.get(name)?.uncompressedSize ?? 0) > LIMITS.parsed) {
      refusePack(`${name} is too large.`);
    }
    const pieces = [];
    for await (const piece of this.bytes(name)) {
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString("utf8");
  }

  async json(name) {
    const text = await this.text(name);
    try {
      return JSON.parse(text);
    } catch {
      return refusePack(`${name} is not JSON.`);
    }
  }

  /** Lines as bytes, without their ends; the last may lack one. */
  async *lines(name) {
    let rest = [];
    for await (const piece of this.bytes(name)) {
      let from = 0;
      for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, from)) {
        yield rest.length === 0
          ? piece.subarray(from, end)
          : Buffer.concat([...rest, piece.subarray(from, end)]);
        rest = [];
        from = end + 1;
      }
      if (from < piece.length) {
        rest.push(piece.subarray(from));
      }
    }
    if (rest.length > 0) {
      yield Buffer.concat(rest);
    }
  }

  async *rows(name) {
    for await (const line of this.lines(name)) {
      try {
        yield JSON.parse(line.toString("utf8"));
      } catch {
        refusePack(`${name} holds a line that is not JSON.`);
      }
    }
  }

  close() {
    this.#zip.close();
  }
}
