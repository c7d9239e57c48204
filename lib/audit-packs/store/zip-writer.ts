import "server-only";
import { createHash } from "node:crypto";
import { PassThrough, Readable, Transform } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

export type PackedFile = { path: string; bytes: number; sha256: string };
type Source = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/**
 * A zip that is made while it is read: one entry after the other, each no
 * further than its reader has come. A reader who goes away ends the work.
 */
export class ZipWriter {
  readonly output = new PassThrough();
  readonly files: PackedFile[] = [];
  readonly #zip = new ZipFile();
  readonly #mtime: Date;
  readonly #gone = new AbortController();

  constructor(mtime: Date) {
    this.#mtime = mtime;
    const source = this.#zip.outputStream as unknown as Readable;
    // Whoever waits for the output is told; an entry under way is told by the signal.
    pipeline(source, this.output).catch(() => this.#gone.abort());
    this.output.on("error", () => undefined);
  }

  /** `isDense` for bytes that do not become smaller. */
  async add(path: string, source: Source, isDense: "dense" | "text" = "text"): Promise<PackedFile> {
    const digest = createHash("sha256");
    let bytes = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        digest.update(chunk);
        bytes += chunk.byteLength;
        done(null, chunk);
      },
    });
    const filled = pipeline(Readable.from(source, { objectMode: true }), counted, {
      signal: this.#gone.signal,
    });
    filled.catch(() => undefined);
    this.#zip.addReadStream(counted, path, { mtime: this.#mtime, compress: isDense === "text" });
    await finished(counted, { signal: this.#gone.signal });
    await filled;
    const file = { path, bytes, sha256: digest.digest("hex") };
    this.files.push(file);
    return file;
  }

  end(): void {
    this.#zip.end();
  }

  /** Nobody takes a broken-off zip for a whole one: its list of contents is missing. */
  fail(error: Error): void {
    this.#gone.abort();
    this.output.destroy(error);
  }
}
