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

function parse(args, { options, help, allowPositionals = false }) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals });
  } catch (error) {
    throw new Trouble(`${error.message.split(". ")[0]}. ${help}`);
  }
}

function parseFolder(args, { options, help }) {
  const { values, positionals } = parse(args, { options, help, allowPositionals: true });
  if (positionals.length > 1) {
    throw new Trouble(`Name one folder, not ${positionals.length}. ${help}`);
  }
  const dataDir = dataDirOf(values.data || process.env.WAYMARK_DATA);
  return { values, dataDir, folder: positionals[0] };
}

const BACKUP_HELP =
  "npm run backup takes the folder to make and --data <folder> (before them: --).";
const RESTORE_HELP =
  "npm run restore takes the folder of a backup, --replace and --data <folder> (before them: --).";

export function backupOptions(args) {
  return parseFolder(args, { options: { data: FLAGS.data }, help: BACKUP_HELP });
}

export function restoreOptions(args) {
  const options = { data: FLAGS.data, replace: { type: "boolean" } };
  const { values, dataDir, folder } = parseFolder(args, { options, help: RESTORE_HELP });
  if (folder === undefined) {
    throw new Trouble(`Name the folder of the backup. ${RESTORE_HELP}`);
  }
  return { dataDir, folder, mayReplace: values.replace === true };
}

const IMPORT_HELP =
  "npm run audit:import takes the zip of an audit pack and --data <folder> (before them: --).";

export function importOptions(args) {
  const { dataDir, folder } = parseFolder(args, {
    options: { data: FLAGS.data },
    help: IMPORT_HELP,
  });
  if (folder === undefined) {
    throw new Trouble(`Name the zip of the pack. ${IMPORT_HELP}`);
  }
  return { dataDir, path: resolve(folder) };
}

function parsePort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Trouble(`The port must be a number from 1 to 65535, not "${text}".`);
  }
  return port;
}

function dataDirOf(value) {
  return resolve(ROOT, value || ".data");
}

export function startOptions(args) {
  const { values: flags } = parse(args, { options: FLAGS, help: HELP });
  return {
    port: parsePort(flags.port ?? (process.env.PORT || "3000")),
    host: flags.host ?? (process.env.HOST || "127.0.0.1"),
    dataDir: dataDirOf(flags.data || process.env.WAYMARK_DATA),
    isEmpty: flags.empty === true,
    isDev: flags.dev === true,
  };
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

export function isLoopback(host) {
  return LOOPBACK.test(host);
}

export function addressFor({ host, port }) {
  const isAny = host === "0.0.0.0" || host === "::";
  const name = isAny ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}
