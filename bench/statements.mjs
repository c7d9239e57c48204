import { withClient } from "../scripts/lib/sql.mjs";

/** How the server of the product asks: its role, not the one of the bench itself. */
const COUNTED = `SELECT sum(calls)::int AS statements, sum(s.rows)::int AS rows,
    max(s.rows / calls)::int AS most
  FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname = $1`;

async function countOnce({ client, role, visit }) {
  await client.query("SELECT pg_stat_statements_reset()");
  await visit();
  const { rows } = await client.query(COUNTED, [role]);
  return { statements: rows[0].statements ?? 0, rows: rows[0].rows ?? 0, most: rows[0].most ?? 0 };
}

/**
 * Statements and rows one visit costs. The first visit is not counted: it may write when the
 * reader was last seen, as one visit per minute does. The least of three is what the page asks.
 */
export async function countStatements({ database, visit }) {
  return withClient(database.adminUrl, async (client) => {
    const wanted = { client, role: database.runtimeRole, visit };
    await visit();
    const counts = [await countOnce(wanted), await countOnce(wanted), await countOnce(wanted)];
    return counts.sort((left, right) => left.statements - right.statements)[0];
  });
}

/** What was asked during one visit, most rows first, for the one who looks for the cause. */
export async function listStatements({ database, visit }) {
  return withClient(database.adminUrl, async (client) => {
    await visit();
    await client.query("SELECT pg_stat_statements_reset()");
    await visit();
    const { rows } = await client.query(
      `SELECT calls::int, s.rows::int, round(total_plan_time::numeric, 2) AS "planMs",
         round(total_exec_time::numeric, 2) AS "runMs", query
       FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
       WHERE r.rolname = $1 ORDER BY total_plan_time + total_exec_time DESC`,
      [database.runtimeRole],
    );
    return rows;
  });
}
