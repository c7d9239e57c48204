import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "./paths.mjs";
import { Trouble } from "./trouble.mjs";

const FLAGS = {
  port: { type: "string" },
  host: { type: "string" },
  data: { type: "string" },
  empty: { type: "boolean" },
  dev: { type: "boolean" },
};

const HELP =
  "npm start takes --port <number>, --host <address>, --data <folder>, --empty and --dev (before them: --).";

function parseFlags(args) {
  try {
    return parseArgs({ args, options: FLAGS, strict: true }).values;
  } catch (error) {
    throw new Trouble(`${error.message.split(". ")[0]}. ${HELP}`);
  }
}

function parsePort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Trouble(`The port must be a number from 1 to 65535, not "${text}".`);
  }
  return port;
}

export function dataDirOf(value = process.env.WAYMARK_DATA) {
  return resolve(ROOT, value || ".data");
}

export function startOptions(args) {
  const flags = parseFlags(args);
  return {
    port: parsePort(flags.port ?? (process.env.PORT || "3000")),
    host: flags.host ?? (process.env.HOST || "127.0.0.1"),
    dataDir: dataDirOf(flags.data || process.env.WAYMARK_DATA),
    isEmpty: flags.empty === true,
    isDev: flags.dev === true,
  };
}

const LOOPBACK = /^(127\.|::1$|localhost$)/;

export function isLoopback(host) {
  return LOOPBACK.test(host);
}

export function addressFor({ host, port }) {
  const isAny = host === "0.0.0.0" || host === "::";
  const name = isAny ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}
