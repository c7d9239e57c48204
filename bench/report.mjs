import { say } from "../scripts/lib/console.mjs";
import { Trouble } from "../scripts/lib/trouble.mjs";
import { measureRounds, middle, ratio } from "./measure.mjs";
import { routesOf, scriptWeight } from "./page-scripts.mjs";
import { pagesOf } from "./pages.mjs";
import { countStatements, listStatements } from "./statements.mjs";
import { digits, spread, table } from "./table.mjs";
import { SMALL } from "./world.mjs";

const SCRIPT_LIMIT_KB = 175;

function headersOf({ cookie, token }) {
  return { page: { cookie }, query: { authorization: `Bearer ${token}` } };
}

async function read({ server, path, headers = {} }) {
  const url = `http://${server.host}:${server.port}${path}`;
  const response = await fetch(url, { headers, redirect: "manual" });
  return { status: response.status, text: await response.text() };
}

async function readOrStop(wanted) {
  const { status, text } = await read(wanted);
  if (status !== 200) {
    throw new Trouble(`${wanted.path} answered ${status}: ${text.slice(0, 200)}`);
  }
  return text;
}

function visits({ servers, place, page }) {
  const headers = headersOf(place);
  const server = servers.product;
  return {
    page: () => readOrStop({ server, path: page.path, headers: headers.page }),
    query: () => readOrStop({ server, path: `/api/v1${page.query}`, headers: headers.query }),
  };
}

async function statementRow({ stage, index }) {
  const { database, world, servers } = stage;
  const pages = { small: pagesOf(world.small)[index], large: pagesOf(world.large)[index] };
  const counts = {};
  for (const size of ["small", "large"]) {
    const visit = visits({ servers, place: world[size], page: pages[size] });
    counts[size] = {
      page: await countStatements({ database, visit: visit.page }),
      query: await countStatements({ database, visit: visit.query }),
    };
  }
  const { query } = visits({ servers, place: world.large, page: pages.large });
  const shown = pages.large.rows(JSON.parse(await query()));
  return { name: pages.large.name, ...counts, shown };
}

/** Statements per page for few and for many projects; a sentence for each that grows. */
export async function reportStatements({ stage, projects }) {
  const rows = [];
  for (const index of stage.chosen) {
    rows.push(await statementRow({ stage, index }));
  }
  say(
    `\nStatements, and rows that reach the server, with ${SMALL} and with ${projects} projects\n`,
  );
  const cells = rows.map(({ name, small, large, shown }) => [
    name,
    `${small.page.statements} / ${large.page.statements}`,
    `${small.query.statements} / ${large.query.statements}`,
    `${small.page.rows} / ${large.page.rows}`,
    large.page.most,
    shown,
  ]);
  const head = ["page", "page asks", "query asks", "rows of the page", "most in one", "list rows"];
  say(table(head, cells));
  return rows.flatMap(({ name, small, large }) =>
    ["page", "query"]
      .filter((part) => small[part].statements !== large[part].statements)
      .map(
        (part) =>
          `The ${part} of ${name} asks ${small[part].statements} statements with ${SMALL} projects and ${large[part].statements} with ${projects}.`,
      ),
  );
}

/** What one page asks of the database, the dearest first: where to look when a number is bad. */
export async function reportOnePage({ stage, wanted }) {
  const page = stage.pages.find(({ name }) => name === wanted);
  if (page === undefined) {
    throw new Trouble(
      `--statements takes ${stage.pages.map(({ name }) => `"${name}"`).join(", ")}.`,
    );
  }
  const { database, servers, world } = stage;
  const { page: visit } = visits({ servers, place: world.large, page });
  for (const asked of await listStatements({ database, visit })) {
    const { calls, rows, planMs, runMs, query } = asked;
    const text = query.replaceAll(/\s+/g, " ").slice(0, 600);
    say(`\n${calls} x, ${rows} rows, planned in ${planMs} ms, run in ${runMs} ms\n${text}`);
  }
}

/** Pages for people who are not signed in yet send everybody else on. */
async function readAsAnybody({ headers, ...wanted }) {
  const answer = await read({ ...wanted, headers });
  return answer.status === 307 ? read(wanted) : answer;
}

/** JavaScript per route, gzipped; a sentence for each route above the limit. */
export async function reportScripts({ world, servers, buildDir }) {
  const { large } = world;
  const parts = { ...large, token: "none" };
  const headers = headersOf(large).page;
  const floor = scriptWeight({
    html: await readOrStop({ server: servers.empty, path: "/" }),
    buildDir: servers.empty.buildDir,
  });
  const rows = [];
  for (const { route, path } of routesOf({ buildDir, parts })) {
    const { status, text } = await readAsAnybody({ server: servers.product, path, headers });
    rows.push({ route, status, weight: scriptWeight({ html: text, buildDir }) });
  }
  say(`\nJavaScript per route, kB gzipped; an empty page has ${digits(floor)}\n`);
  const cells = rows.map(({ route, status, weight }) => [route, digits(weight), status]);
  say(table(["route", "kB", "status"], cells));
  return rows
    .filter(({ weight }) => weight > SCRIPT_LIMIT_KB)
    .map(
      ({ route, weight }) =>
        `${route} makes a browser load ${digits(weight)} kB of JavaScript; ${SCRIPT_LIMIT_KB} are allowed.`,
    );
}

function targetsOf({ page, index, stage }) {
  const { servers, world } = stage;
  const headers = headersOf(world.large);
  const plain = { accept: "*/*" };
  return {
    bare: { ...servers.bare, path: `/page-${index}`, headers: plain },
    ...(page.around && { whole: { ...servers.bare, path: `/whole-${index}`, headers: plain } }),
    query: { ...servers.product, path: `/api/v1${page.query}`, headers: headers.query },
    page: { ...servers.product, path: page.path, headers: headers.page },
    empty: { ...servers.empty, path: "/", headers: plain },
  };
}

/** Speed as ratios of one run; only reported, because times are the machine's as much as ours. */
export async function reportSpeed({ stage, pace }) {
  const databasePid = stage.database.server.pid;
  const ratios = [];
  const costs = [];
  for (const index of stage.chosen) {
    const page = stage.pages[index];
    const targets = targetsOf({ page, index, stage });
    const slices = await measureRounds({ targets, databasePid, ...pace });
    const compare = (of, to) => spread(ratio({ slices, of, to, by: "perSecond" }));
    ratios.push([
      page.name,
      compare("query", "bare"),
      compare("page", "empty"),
      compare("page", "bare"),
      page.around ? compare("page", "whole") : "",
    ]);
    const cost = (of) =>
      ["perSecond", "appMs", "databaseMs"].map((by) => digits(middle({ slices, of, by })));
    costs.push(...Object.keys(targets).map((of) => [`${page.name}: ${of}`, ...cost(of)]));
  }
  say(
    `\nRequests per second as ratios: median (least-most) of ${pace.rounds} interleaved rounds\n`,
  );
  const to = ["query : bare pg", "page : empty page", "page : bare pg", "page : all it shows"];
  say(table(["page", ...to], ratios));
  say("\nCost of one request: processor milliseconds in the server and in PostgreSQL\n");
  say(table(["target", "requests/s", "server ms", "PostgreSQL ms"], costs));
}
