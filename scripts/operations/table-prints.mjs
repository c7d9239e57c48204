import { listTables, qualified } from "../lib/catalogue.mjs";
import { withClient } from "../lib/sql.mjs";

/** For each table the number of its rows and a hash over all of them, every column. */
export function tablePrints(url) {
  return withClient(url, async (client) => {
    // The same text for the same instant, whatever the server's own zone is.
    await client.query("SET TIME ZONE 'UTC'");
    const prints = {};
    for (const entry of await listTables(client)) {
      const { rows } = await client.query(
        `SELECT count(*)::int AS n, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text COLLATE "C"), '')) AS print
         FROM ${qualified(entry)} t`,
      );
      prints[qualified(entry)] = `${rows[0].n} rows ${rows[0].print}`;
    }
    return prints;
  });
}

export function ledgerPrint(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query(
      `SELECT head."workspaceId" AS id, head.size::int AS size, count(leaf.*)::int AS leaves,
              encode(sha256(string_agg(leaf."leafHash", ''::bytea ORDER BY leaf.index)), 'hex') AS print
       FROM ledger_heads head JOIN audit_events leaf USING ("workspaceId")
       GROUP BY 1, 2 ORDER BY 1`,
    );
    return rows;
  });
}
