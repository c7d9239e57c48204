import { createServer } from "node:http";
import pg from "pg";

/**
 * The limit: Node's own server, a pool, named prepared statements, the rows as JSON. It answers
 * `/<name of a page>` with what the statements given to it return, and knows nothing else.
 */
const statements = JSON.parse(process.env.BENCH_STATEMENTS);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

async function rowsOf(page) {
  const results = await Promise.all(
    statements[page].map(({ text, values }, index) =>
      pool.query({ name: `${page}-${index}`, text, values }),
    ),
  );
  return results.map(({ rows }) => rows);
}

async function answer(request, response) {
  try {
    const body = JSON.stringify(await rowsOf(request.url.slice(1)));
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    });
    response.end(body);
  } catch (error) {
    response.writeHead(500).end(error.message);
  }
}

createServer((request, response) => void answer(request, response)).listen(
  Number(process.env.PORT),
  "127.0.0.1",
  () => process.stdout.write("ready\n"),
);
