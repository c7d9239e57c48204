import { connect } from "node:net";

/**
 * A small load generator: keeps a number of connections busy with one request. It reads answers
 * from the raw socket, because Node's HTTP client would cost more than the bare server it measures.
 */
const HEAD_END = "\r\n\r\n";
const CHUNKS_END = "0\r\n\r\n";

function requestText({ host, port, path, headers }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`GET ${path} HTTP/1.1`, `host: ${host}:${port}`, ...lines, "", ""].join("\r\n");
}

/** Feeds on chunks and tells when a whole answer is there. */
function answerReader() {
  let head = "";
  let missing = null;
  let tail = "";
  const begin = (chunk) => {
    head += chunk.toString("latin1");
    const end = head.indexOf(HEAD_END);
    if (end < 0) {
      return false;
    }
    const length = /content-length: (\d+)/i.exec(head.slice(0, end));
    const body = head.length - end - HEAD_END.length;
    missing = length === null ? "chunks" : Number(length[1]) - body;
    tail = head.slice(-CHUNKS_END.length);
    return isWhole();
  };
  const isWhole = () => (missing === "chunks" ? tail === CHUNKS_END : missing <= 0);
  const go = (chunk) => {
    if (missing === null) {
      return begin(chunk);
    }
    if (missing === "chunks") {
      tail = (tail + chunk.subarray(-CHUNKS_END.length).toString("latin1")).slice(
        -CHUNKS_END.length,
      );
    } else {
      missing -= chunk.length;
    }
    return isWhole();
  };
  return { go, status: () => Number(head.slice(9, 12)) };
}

function keepBusy({ target, text, until, count }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: target.host, port: target.port, noDelay: true });
    let reader = answerReader();
    socket.on("error", reject);
    socket.on("close", resolve);
    socket.on("connect", () => socket.write(text));
    socket.on("data", (chunk) => {
      if (!reader.go(chunk)) {
        return;
      }
      if (reader.status() !== 200) {
        reject(new Error(`${target.path} answered ${reader.status()}`));
        socket.destroy();
        return;
      }
      count();
      reader = answerReader();
      if (performance.now() >= until) {
        socket.destroy();
      } else {
        socket.write(text);
      }
    });
  });
}

/** Requests of one target for a time, and how long they really took. */
export async function load(target, { connections, seconds }) {
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const text = requestText(target);
  let requests = 0;
  const count = () => {
    requests += 1;
  };
  await Promise.all(
    Array.from({ length: connections }, () => keepBusy({ target, text, until, count })),
  );
  return { requests, seconds: (performance.now() - startedAt) / 1000 };
}
