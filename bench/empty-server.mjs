import { createServer } from "node:http";
import next from "next";

/** The empty app behind the same kind of server as the product's pages. */
const port = Number(process.env.PORT);
const hostname = "127.0.0.1";
const app = next({ dev: false, dir: process.env.BENCH_EMPTY_APP, hostname, port });
await app.prepare();
const answer = app.getRequestHandler();
createServer((request, response) => void answer(request, response)).listen(port, hostname, () =>
  process.stdout.write("ready\n"),
);
