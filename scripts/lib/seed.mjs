import { existsSync, readFileSync } from "node:fs";
import { runTool } from "./child.mjs";
import { step } from "./console.mjs";
import { migrate } from "./migrate.mjs";
import { fromRoot } from "./paths.mjs";
import { withClient } from "./sql.mjs";
import { toolTrouble } from "./trouble.mjs";

const UNFINISHED = "Waymark: the demo workspace is being made";
const SIGN_INS = fromRoot("prisma/seed/sign-ins.json");

function readSignIns() {
  return existsSync(SIGN_INS) ? JSON.parse(readFileSync(SIGN_INS, "utf8")) : [];
}

function mark(client, text) {
  return client.query(`COMMENT ON SCHEMA public IS ${text === null ? "NULL" : `'${text}'`}`);
}

async function stateOf(client) {
  const { rows } = await client.query(
    "SELECT obj_description('public'::regnamespace) AS note, EXISTS (SELECT 1 FROM users) AS used",
  );
  const { note, used } = rows[0];
  if (note === UNFINISHED) {
    return "unfinished";
  }
  return used ? "used" : "empty";
}

function databaseState(database) {
  return withClient(database.ownerUrl, stateOf);
}

/** A seeding that was cut off leaves half a demo; there is nothing else yet that could be lost. */
async function startOver(database) {
  await withClient(database.ownerUrl, async (client) => {
    await client.query(
      `BEGIN; DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS graphile_worker CASCADE;
       CREATE SCHEMA public; COMMIT;`,
    );
  });
  await migrate(database);
}

async function runSeed({ database, env, file, lifecycle }) {
  await withClient(database.ownerUrl, (client) => mark(client, UNFINISHED));
  const { code, output } = await runTool(process.execPath, ["--enable-source-maps", file], {
    env,
    lifecycle,
  });
  if (code !== 0) {
    throw toolTrouble("The demo workspace could not be made", output);
  }
  await withClient(database.ownerUrl, (client) => mark(client, null));
}

export async function ensureDemo({ database, env, file, lifecycle }) {
  const state = await databaseState(database);
  if (state === "used" || !existsSync(file)) {
    return;
  }
  if (state === "unfinished") {
    await step("Clearing a demo workspace that was cut off", () => startOver(database));
  }
  await step("Making the demo workspace", () => runSeed({ database, env, file, lifecycle }));
}

/** The sign-ins that really exist in this database, so that nobody is told of others. */
export async function demoSignIns(database) {
  const all = readSignIns();
  if (all.length === 0) {
    return [];
  }
  return withClient(database.runtimeUrl, async (client) => {
    const { rows } = await client.query("SELECT email FROM users WHERE email = ANY($1)", [
      all.map((person) => person.email),
    ]);
    const present = new Set(rows.map((row) => row.email));
    return all.filter((person) => present.has(person.email));
  });
}
