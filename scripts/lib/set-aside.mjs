import { inTransaction, withClient } from "./sql.mjs";

const ASIDE = [
  { schema: "public", aside: "waymark_before_restore" },
  { schema: "graphile_worker", aside: "waymark_jobs_before_restore" },
];

async function presentSchemas(client) {
  const { rows } = await client.query("SELECT nspname AS name FROM pg_namespace");
  return new Set(rows.map((row) => row.name));
}

async function moveAside(client) {
  const present = await presentSchemas(client);
  for (const { schema, aside } of ASIDE.filter((pair) => present.has(pair.schema))) {
    await client.query(`ALTER SCHEMA ${schema} RENAME TO ${aside}`);
  }
  await client.query("CREATE SCHEMA public");
}

async function moveBack(client) {
  const present = await presentSchemas(client);
  if (!ASIDE.some(({ aside }) => present.has(aside))) {
    return false;
  }
  for (const { schema, aside } of ASIDE) {
    await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    if (present.has(aside)) {
      await client.query(`ALTER SCHEMA ${aside} RENAME TO ${schema}`);
    }
  }
  return true;
}

async function letGo(client) {
  for (const { aside } of ASIDE) {
    await client.query(`DROP SCHEMA IF EXISTS ${aside} CASCADE`);
  }
}

/** Puts back what a restore had set aside when it was cut off; tells whether there was anything. */
export function undoCutOffRestore(ownerUrl) {
  return withClient(ownerUrl, (client) => inTransaction(client, () => moveBack(client)));
}

/**
 * Runs `build` on an empty schema while what was there waits under another name. Only when all of
 * it has worked is the old one dropped; a failure, or the next start after a crash, puts it back.
 */
export async function inPlaceOfTheOld(ownerUrl, build) {
  const asOwner = (act) =>
    withClient(ownerUrl, (client) => inTransaction(client, () => act(client)));
  await asOwner(moveAside);
  try {
    await build();
  } catch (error) {
    await asOwner(moveBack);
    throw error;
  }
  await asOwner(letGo);
}
