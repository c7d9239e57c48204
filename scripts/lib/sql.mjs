import pg from "pg";

export const quoteName = pg.escapeIdentifier;
export const quoteText = pg.escapeLiteral;

export async function withClient(url, use) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A lost connection also rejects the statement that runs; without a listener it would end Node.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

export async function inTransaction(client, use, mode = "") {
  await client.query(`BEGIN ${mode}`);
  try {
    const value = await use();
    await client.query("COMMIT");
    return value;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
