import { parseArgs } from "node:util";
import { buildAll } from "../scripts/lib/build.mjs";
import { complain, say, step } from "../scripts/lib/console.mjs";
import { lockDataDir, prepareDataDir } from "../scripts/lib/data-dir.mjs";
import { serverEnvironment } from "../scripts/lib/environment.mjs";
import { freePort } from "../scripts/lib/free-port.mjs";
import { ensureClient } from "../scripts/lib/generate-client.mjs";
import { createLifecycle } from "../scripts/lib/lifecycle.mjs";
import { fromRoot } from "../scripts/lib/paths.mjs";
import { ensureSecrets } from "../scripts/lib/secrets.mjs";
import { Trouble } from "../scripts/lib/trouble.mjs";
import { canReadCpu } from "./cpu.mjs";
import { pagesOf } from "./pages.mjs";
import { reportOnePage, reportScripts, reportSpeed, reportStatements } from "./report.mjs";
import { buildEmptyApp, startBare, startEmpty, startProduct } from "./servers.mjs";
import { makeWorld, openBenchDatabase, SMALL } from "./world.mjs";

const DATA = fromRoot(".cache/bench");
const TARGET = { pages: ".cache/next-bench", processes: ".cache/dist-bench" };
const HELP =
  "npm run bench -- takes --projects <number>, --quick, --keep-build, --only <part of a page's name> and --statements <page>.";

function optionsOf(args) {
  const options = {
    projects: { type: "string", default: "1000" },
    quick: { type: "boolean", default: false },
    "keep-build": { type: "boolean", default: false },
    only: { type: "string" },
    statements: { type: "string" },
  };
  try {
    const { values } = parseArgs({ args, options, strict: true });
    const projects = Number(values.projects);
    if (!Number.isInteger(projects) || projects < SMALL || projects > 5000) {
      throw new Error(`--projects must be a number from ${SMALL} to 5000.`);
    }
    const pace = values.quick ? { rounds: 3, seconds: 0.5 } : { rounds: 5, seconds: 1.2 };
    const { only, statements, "keep-build": keepsBuild } = values;
    return { projects, pace, only, statements, keepsBuild };
  } catch (error) {
    throw new Trouble(`${error.message.split(". ")[0]} ${HELP}`);
  }
}

/** Places of the pages that are measured: all of them, or those whose name has these words. */
function chosenFrom(pages, only = "") {
  const chosen = [...pages.keys()].filter((index) => pages[index].name.includes(only));
  if (chosen.length === 0) {
    throw new Trouble(`--only takes a part of ${pages.map(({ name }) => `"${name}"`).join(", ")}.`);
  }
  return chosen;
}

async function bringUp({ projects, keepsBuild, only, lifecycle }) {
  prepareDataDir(DATA);
  const port = await freePort();
  const options = { port, host: "127.0.0.1", dataDir: DATA, isDev: false };
  const lock = lockDataDir(DATA, { address: `http://127.0.0.1:${port}`, port });
  lifecycle.add({ stop: async () => lock.release(), kill: () => lock.release() });
  const { secrets } = ensureSecrets(DATA);
  const database = await openBenchDatabase({ dataDir: DATA, secrets });
  const { server } = database;
  lifecycle.add({ stop: server.stop, kill: () => process.kill(server.pid, "SIGQUIT") });
  await ensureClient(lifecycle);
  if (!keepsBuild) {
    await buildAll({ target: TARGET, key: secrets.serverActionsKey, lifecycle });
  }
  await buildEmptyApp(lifecycle);
  const env = serverEnvironment({ options, database, secrets });
  const world = await makeWorld({ database, env, projects, lifecycle });
  // Jobs of the background would be counted as statements of a page.
  Object.assign(process.env, { WORKER: "external", WAYMARK_WORKER: "none" });
  const shared = { dataDir: DATA, lifecycle };
  const pages = pagesOf(world.large);
  const chosen = chosenFrom(pages, only);
  const servers = {};
  await step("Starting the three servers", async () => {
    servers.product = await startProduct({ options, env, target: TARGET, lifecycle });
    servers.empty = await startEmpty(shared);
    servers.bare = await startBare({ ...shared, pages, database });
  });
  return { database, world, servers, pages, chosen, buildDir: fromRoot(TARGET.pages) };
}

async function run({ args, lifecycle }) {
  const { projects, pace, only, statements, keepsBuild } = optionsOf(args);
  const stage = await bringUp({ projects, keepsBuild, only, lifecycle });
  const { counts } = stage.world;
  say(
    `\n${counts.projects} projects, ${counts.tasks} tasks, ${counts.risks} risks, ${counts.events} audit events`,
  );
  if (statements !== undefined) {
    await reportOnePage({ stage, wanted: statements });
    return 0;
  }
  const broken = [
    ...(await reportStatements({ stage, projects })),
    ...(only === undefined ? await reportScripts(stage) : []),
  ];
  if (!canReadCpu) {
    say("This system has no /proc: processor time per request is shown as 0.");
  }
  await reportSpeed({ stage, pace });
  say();
  for (const sentence of broken) {
    complain(new Trouble(sentence));
  }
  return broken.length === 0 ? 0 : 1;
}

export async function bench(args) {
  const lifecycle = createLifecycle();
  try {
    const code = await run({ args, lifecycle });
    await lifecycle.stop({ code });
  } catch (error) {
    if (!lifecycle.isStopping()) {
      complain(error);
    }
    await lifecycle.stop({ code: 1 });
  }
}
