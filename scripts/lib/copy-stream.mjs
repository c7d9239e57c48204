import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";

/** What `pg` expects of a query it sends; the answers arrive through the handle methods. */
class CopyQuery {
  constructor(text) {
    this.text = text;
    this.error = null;
    this.rowCount = 0;
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
  submit(connection) {
    connection.query(this.text);
  }
  handleRowDescription() {}
  handleDataRow() {}
  handlePortalSuspended() {}
  handleEmptyQuery() {}
  handleCopyInResponse() {}
  handleCopyData() {}
  handleCommandComplete(message) {
    this.rowCount = Number(message.text.split(" ").at(-1));
  }
  handleError(error) {
    this.error = error;
    this.reject(error);
  }
  handleReadyForQuery() {
    if (this.error === null) {
      this.resolve(this.rowCount);
    }
  }
}

class CopyOut extends CopyQuery {
  constructor(text, file) {
    super(text);
    this.file = createWriteStream(file, { mode: 0o600 });
    this.hash = createHash("sha256");
    this.bytes = 0;
    this.file.on("error", (error) => this.reject(error));
  }
  handleCopyData(message, connection) {
    // The library reads the next packets into the same memory while this one waits for the disk.
    const chunk = Buffer.from(message.chunk);
    this.hash.update(chunk);
    this.bytes += chunk.length;
    if (!this.file.write(chunk)) {
      connection.stream.pause();
      this.file.once("drain", () => connection.stream.resume());
    }
  }
}

class CopyIn extends CopyQuery {
  constructor(text, file) {
    super(text);
    this.path = file;
  }
  handleCopyInResponse(connection) {
    this.send(connection).catch((error) => connection.sendCopyFail(error.message));
  }
  async send(connection) {
    for await (const chunk of createReadStream(this.path)) {
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain) {
        await once(connection.stream, "drain");
      }
    }
    connection.endCopyFrom();
  }
}

export async function copyOut(client, { text, file }) {
  const query = new CopyOut(text, file);
  client.query(query);
  const rows = await query.done;
  query.file.end();
  await once(query.file, "finish");
  // A file that ends while it is full never says that it has drained.
  client.connection.stream.resume();
  return { rows, bytes: query.bytes, sha256: query.hash.digest("hex") };
}

export async function copyIn(client, { text, file }) {
  const query = new CopyIn(text, file);
  client.query(query);
  return query.done;
}
