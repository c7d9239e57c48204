import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { Trouble } from "./trouble.mjs";

const require = createRequire(import.meta.url);

let loading;

// The package's own entry imports the .wasm file as a module, which Node does not do by itself.
function loadEngineModule() {
  loading ??= (async () => {
    const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
    const path = require
      .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
      .replace(/[.]js$/, ".wasm");
    const { instance } = await WebAssembly.instantiate(await readFile(path), {
      "./schema_engine_bg.js": glue,
    });
    glue.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
    return glue;
  })();
  return loading;
}

// A diff between two datamodels reads no table; the engine only asks a server for its version.
const VERSION_ROW = {
  columnNames: ["exists", "version", "numeric_version"],
  columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
  rows: [[true, "PostgreSQL 18", 180_000]],
};

const versionOnlyConnection = {
  provider: "postgres",
  adapterName: "version-only",
  queryRaw: async () => VERSION_ROW,
  executeRaw: async () => 0,
  executeScript: async () => undefined,
  startTransaction: () => Promise.reject(new Error("A datamodel diff opens no transaction.")),
  getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
  dispose: async () => undefined,
};

const versionOnlyFactory = {
  provider: "postgres",
  adapterName: "version-only",
  connect: async () => versionOnlyConnection,
  connectToShadowDb: async () => versionOnlyConnection,
};

const MARK_FINISHED =
  "UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL";

/**
 * The adapter of the library cuts a script at every semicolon, which breaks function bodies.
 * Here it goes to the server whole: one implicit transaction, and a migration is marked
 * finished in that same transaction, so an interrupted one has left nothing behind.
 */
function wholeScriptFactory(url, migrationScripts) {
  const library = new PrismaPg({ connectionString: url, max: 1 }, { onPoolError: () => undefined });
  const opened = [];
  const connect = async () => {
    const adapter = await library.connect();
    opened.push(adapter);
    adapter.executeScript = async (script) => {
      const text = migrationScripts.has(script) ? `${script}\n;${MARK_FINISHED}` : script;
      try {
        await adapter.underlyingDriver().query(text);
      } catch (error) {
        adapter.onError(error);
      }
    };
    return adapter;
  };
  const { provider, adapterName } = library;
  // Freeing the engine leaves its connections open.
  const close = () => Promise.all(opened.map((adapter) => adapter.underlyingDriver().end()));
  return { close, factory: { provider, adapterName, connect, connectToShadowDb: connect } };
}

function sentenceOf(error) {
  const [first, ...rest] = error.message.trim().split("\n");
  const story = rest.filter((line) => !/^\s+(\d+:|with |at )/.test(line));
  const migration = /migration_name="([^"]+)"/.exec(error.message)?.[1];
  const lead = migration === undefined ? first : `The migration ${migration} failed.`;
  return [lead, ...story].join("\n").trim();
}

/** Hands over Prisma's schema engine; without a URL it can compare datamodels only. */
export async function withSchemaEngine({ url, migrationScripts = new Set() }, use) {
  const { SchemaEngine } = await loadEngineModule();
  const { factory, close } = url
    ? wholeScriptFactory(url, migrationScripts)
    : { factory: versionOnlyFactory, close: async () => undefined };
  const engine = await SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await use(engine);
  } catch (error) {
    // The engine writes its messages for people; its stack is WebAssembly offsets.
    throw new Trouble(sentenceOf(error), { cause: error });
  } finally {
    engine.free();
    await close();
  }
}
