import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fromRoot } from "./paths.mjs";
import { withSchemaEngine } from "./schema-engine.mjs";

const SCHEMA_DIR = fromRoot("prisma/schema");
export const MIGRATIONS_DIR = fromRoot("prisma/migrations");

const NO_FILTER = { externalTables: [], externalEnums: [] };

async function readDatamodel(schemaDir = SCHEMA_DIR) {
  const names = (await readdir(schemaDir)).filter((name) => name.endsWith(".prisma")).sort();
  if (names.length === 0) {
    throw new Error(`There is no .prisma file in ${schemaDir}.`);
  }
  const files = [];
  for (const name of names) {
    files.push({ path: name, content: await readFile(join(schemaDir, name), "utf8") });
  }
  return files;
}

export async function listMigrations(migrationsDir = MIGRATIONS_DIR) {
  if (!existsSync(migrationsDir)) {
    return [];
  }
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  return entries
    .filter(
      (entry) =>
        entry.isDirectory() && existsSync(join(migrationsDir, entry.name, "migration.sql")),
    )
    .map((entry) => entry.name)
    .sort();
}

export async function readMigrationsList(migrationsDir = MIGRATIONS_DIR) {
  const lockPath = join(migrationsDir, "migration_lock.toml");
  const migrationDirectories = [];
  for (const path of await listMigrations(migrationsDir)) {
    const sql = await readFile(join(migrationsDir, path, "migration.sql"), "utf8");
    const content = { tag: "ok", value: sql };
    migrationDirectories.push({ path, migrationFile: { path: "migration.sql", content } });
  }
  return {
    baseDir: migrationsDir,
    lockfile: {
      path: "migration_lock.toml",
      content: existsSync(lockPath) ? await readFile(lockPath, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories,
  };
}

/** The datamodel that the newest migration ends at; empty before the first one. */
async function readLastDatamodel(migrationsDir) {
  const last = (await listMigrations(migrationsDir)).at(-1);
  if (last === undefined) {
    return null;
  }
  const path = join(migrationsDir, last, "schema.prisma");
  if (!existsSync(path)) {
    throw new Error(`${path} is missing: the next difference starts from it.`);
  }
  return [{ path: "schema.prisma", content: await readFile(path, "utf8") }];
}

async function diffDatamodels({ from, to }) {
  const asTarget = (files) =>
    files === null ? { tag: "empty" } : { tag: "schemaDatamodel", files };
  const result = await withSchemaEngine({}, (engine) =>
    engine.diff({
      from: asTarget(from),
      to: asTarget(to),
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    }),
  );
  return result.stdout ?? "";
}

function joinDatamodel(files) {
  return files.map(({ path, content }) => `// ${path}\n${content.trimEnd()}\n`).join("\n");
}

function isEmptyScript(sql) {
  return sql.split("\n").every((line) => line.trim() === "" || line.startsWith("--"));
}

function stamp(now) {
  return now.toISOString().replaceAll(/[-:T]/g, "").slice(0, 14);
}

/** Writes the next migration and the datamodel it ends at; null when nothing has changed. */
export async function writeMigration(options) {
  const {
    name,
    schemaDir = SCHEMA_DIR,
    migrationsDir = MIGRATIONS_DIR,
    now = new Date(),
  } = options;
  const to = await readDatamodel(schemaDir);
  const sql = await diffDatamodels({ from: await readLastDatamodel(migrationsDir), to });
  if (isEmptyScript(sql) && !options.allowEmpty) {
    return null;
  }
  const dir = join(migrationsDir, `${stamp(now)}_${name}`);
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, "migration.sql"), sql);
  await writeFile(join(dir, "schema.prisma"), joinDatamodel(to));
  const lockPath = join(migrationsDir, "migration_lock.toml");
  if (!existsSync(lockPath)) {
    await writeFile(lockPath, 'provider = "postgresql"\n');
  }
  return dir;
}
