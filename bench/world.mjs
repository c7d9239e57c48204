import { lastLines, runTool } from "../scripts/lib/child.mjs";
import { step } from "../scripts/lib/console.mjs";
import { openDatabase } from "../scripts/lib/database.mjs";
import { superuserUrl } from "../scripts/lib/embedded-server.mjs";
import { hashTree } from "../scripts/lib/hash.mjs";
import { migrate } from "../scripts/lib/migrate.mjs";
import { fromRoot, ROOT } from "../scripts/lib/paths.mjs";
import { quoteText, withClient } from "../scripts/lib/sql.mjs";
import { Trouble } from "../scripts/lib/trouble.mjs";
import { copyProjects } from "./copy-projects.mjs";

/** The portfolio that everybody has at first, to compare the statements of a page with. */
export const SMALL = 20;
const PEOPLE = 60;

const COUNTER = "pg_stat_statements";
const SETTINGS = { track_utility: "off", track_planning: "on", max: "5000" };

function adminUrlOf({ server, secrets, database = "waymark" }) {
  return superuserUrl({ port: server.port, password: secrets.dbAdminPassword, database });
}

/** The product's own database with the product's own settings, and statements counted in it. */
export async function openBenchDatabase({ dataDir, secrets }) {
  if (process.env.DATABASE_URL) {
    throw new Trouble("The bench uses a database of its own. Unset DATABASE_URL for it.");
  }
  let database = await openDatabase({ dataDir, secrets });
  if (!(await loadsCounter(adminUrlOf({ server: database.server, secrets })))) {
    await database.server.stop();
    database = await openDatabase({ dataDir, secrets });
  }
  const adminUrl = adminUrlOf({ server: database.server, secrets });
  await withClient(adminUrl, async (client) => {
    for (const [name, value] of Object.entries(SETTINGS)) {
      await client.query(`ALTER SYSTEM SET ${COUNTER}.${name} = ${value}`);
    }
    await client.query("SELECT pg_reload_conf()");
  });
  return { ...database, adminUrl };
}

/** Whether the running server counts; from its next start it does in any case. */
function loadsCounter(adminUrl) {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query("SHOW shared_preload_libraries");
    await client.query(`ALTER SYSTEM SET shared_preload_libraries = '${COUNTER}'`);
    return rows[0].shared_preload_libraries.includes(COUNTER);
  });
}

/** A database made from other statements, or for another size, is made anew. */
async function dropIfOther({ database, mark }) {
  const { adminUrl } = database;
  const found = await withClient(adminUrl, async (client) => {
    const { rows } = await client.query("SELECT obj_description('public'::regnamespace) AS mark");
    return rows[0].mark;
  });
  if (found === mark) {
    return;
  }
  await withClient(adminUrl, (client) =>
    client.query(
      `BEGIN; DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS graphile_worker CASCADE;
       CREATE SCHEMA public AUTHORIZATION waymark_owner; COMMIT;`,
    ),
  );
  await withClient(adminUrl, (client) =>
    client.query(`CREATE EXTENSION IF NOT EXISTS ${COUNTER} SCHEMA public`),
  );
  await migrate({ ownerUrl: database.ownerUrl, runtimeRole: database.runtimeRole });
}

async function template({ slug, env, lifecycle }) {
  const { code, output } = await runTool(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", fromRoot("bench/template.ts"), slug],
    { env, lifecycle },
  );
  if (code !== 0) {
    throw new Trouble(`The template of the bench could not be made:\n    ${lastLines(output)}`);
  }
  return JSON.parse(output.trim().split("\n").at(-1));
}

async function fill({ database, place, projects }) {
  await withClient(database.adminUrl, async (client) => {
    const { rows } = await client.query(
      "SELECT count(*)::int AS found FROM projects WHERE \"workspaceId\" = $1 AND key <> 'P0'",
      [place.workspaceId],
    );
    if (rows[0].found === 0) {
      await copyProjects(client, { ...place, people: PEOPLE, from: 1, to: projects });
    }
  });
}

/** What is measured in one workspace: the project in the middle of its way and its places. */
async function subjectsIn(client, workspaceId) {
  const { rows } = await client.query(
    `SELECT p.id AS "projectId", g.id AS "gateId", g."stageId", v."playbookId" FROM projects p
     JOIN gates g ON g."projectId" = p.id AND g.state = 'in_review'
     JOIN playbook_versions v ON v.id = p."playbookVersionId"
     WHERE p."workspaceId" = $1 AND p.key = 'P1'`,
    [workspaceId],
  );
  return rows[0];
}

async function countRows(client) {
  const { rows } = await client.query(
    `SELECT (SELECT count(*) FROM projects) AS projects, (SELECT count(*) FROM tasks) AS tasks,
      (SELECT count(*) FROM risks) AS risks, (SELECT count(*) FROM audit_events) AS events`,
  );
  return rows[0];
}

/** Two workspaces, a small and a large one, of the same projects. Kept for the next run. */
export async function makeWorld({ database, env, projects, lifecycle }) {
  const sources = ["bench/copy-projects.mjs", "bench/template.ts", "prisma/migrations"];
  const mark = `bench ${projects} ${hashTree({ root: ROOT, paths: sources })}`;
  await step("Preparing the database of the bench", () => dropIfOther({ database, mark }));
  const places = {};
  for (const [slug, size] of [
    ["small", SMALL],
    ["large", projects],
  ]) {
    await step(`Filling the ${slug} workspace with ${size} projects`, async () => {
      const place = await template({ slug, env, lifecycle });
      await fill({ database, place, projects: size });
      places[slug] = place;
    });
  }
  return withClient(database.adminUrl, async (client) => {
    await client.query("VACUUM ANALYZE");
    await client.query(`COMMENT ON SCHEMA public IS ${quoteText(mark)}`);
    for (const place of Object.values(places)) {
      Object.assign(place, await subjectsIn(client, place.workspaceId));
    }
    return { ...places, counts: await countRows(client) };
  });
}
