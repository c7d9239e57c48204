import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { auditEvent } from "@/lib/audit/events";
import { sentenceOf } from "@/lib/audit/sentences";
import { roleTableMarkdown } from "@/lib/authz/role-table";
import { commands, queries } from "@/lib/registry";
import { apiTableMarkdown } from "@/lib/web/api-table";
import { openApiDocument } from "@/lib/web/openapi";

const ROOT = process.cwd();
const FLOOR = ["kernel", "platform", "execution", "authz", "ledger", "audit", "web", "testing"];
const DOMAIN_FILES = ["schema", "rules", "policy", "queries", "commands", "store", "mail"];
const FORBIDDEN_NAMES = /^(utils|common|misc|service|types|index|constants|helpers)$/;

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /[.]tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const isTest = (file: string) => /[.]test[.]tsx?$/.test(file);
const lib = filesBelow("lib");
const sources = [...lib, ...filesBelow("components"), ...filesBelow("app"), ...filesBelow("jobs")];

describe("the shape of the house", () => {
  it("keeps every domain to its closed list of files", () => {
    const strangers = lib
      .filter((file) => file.split("/").length > 2 && !isTest(file))
      .map((file) => file.split("/"))
      .filter(([, domain]) => !FLOOR.includes(domain ?? ""))
      .filter(([, , name]) => !DOMAIN_FILES.includes((name ?? "").replace(/[.]ts$/, "")))
      .map((parts) => parts.join("/"));
    expect(strangers).toEqual([]);
  });

  it("knows no drawer for leftovers", () => {
    const names = sources.map((file) =>
      file
        .split("/")
        .at(-1)
        ?.replace(/[.](test[.])?tsx?$/, ""),
    );
    expect(names.filter((name) => FORBIDDEN_NAMES.test(name ?? ""))).toEqual([]);
  });

  it("keeps files small enough to read at once: 300 lines, tests 500", () => {
    const long = sources
      .map((file) => ({
        file,
        lines: readFileSync(join(ROOT, file), "utf8").trimEnd().split("\n").length,
      }))
      .filter(({ file, lines }) => lines > (isTest(file) ? 500 : 300));
    expect(long).toEqual([]);
  });

  it("registers every command and query that exists on disk", () => {
    const definitions = lib
      .filter((file) => !isTest(file) && !file.startsWith("lib/execution/"))
      .map((file) => readFileSync(join(ROOT, file), "utf8"))
      .flatMap((text) => [...text.matchAll(/define(?:Command|Query)\(\{\s*name: "([^"]+)"/g)])
      .map((match) => match[1] ?? "");
    const registered = [...commands, ...queries].map((door) => door.name);
    expect(new Set(registered)).toEqual(new Set(definitions));
    expect(definitions.length).toBeGreaterThan(50);
  });

  it("names one act per command file, like the file", () => {
    const files = lib.filter((file) => /^lib\/[^/]+\/commands\/[^/]+[.]ts$/.test(file));
    const many = files
      .filter((file) => !isTest(file))
      .filter((file) => {
        const text = readFileSync(join(ROOT, file), "utf8");
        return [...text.matchAll(/defineCommand\(/g)].length !== 1;
      });
    expect(many).toEqual([]);
  });
});

describe("the REST door", () => {
  const { paths } = openApiDocument();

  it("has an operation for every command and query", () => {
    for (const { name, operation } of [...commands, ...queries]) {
      const described = paths[operation.path]?.[operation.method.toLowerCase()];
      expect(described, name).toMatchObject({ operationId: name });
    }
  });

  it("has no two doors on one method and path", () => {
    const places = [...commands, ...queries].map(
      ({ operation }) => `${operation.method} ${operation.path.replaceAll(/\{\w+\}/g, "{}")}`,
    );
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });

  it("takes every path parameter from the input that is validated", () => {
    for (const { name, operation, input } of [...commands, ...queries]) {
      const params = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
      const issues = input.safeParse({}).error?.issues ?? [];
      const missing = issues.map((issue) => issue.path[0]);
      expect(
        params.filter((param) => !missing.includes(param)),
        name,
      ).toEqual([]);
    }
  });
});

describe("the printed tables", () => {
  it("are the tables the code uses", () => {
    expect(readFileSync(join(ROOT, "docs/roles.md"), "utf8")).toBe(roleTableMarkdown());
    expect(readFileSync(join(ROOT, "docs/api.md"), "utf8")).toBe(apiTableMarkdown());
  });
});

describe("the trail", () => {
  it("has a sentence for every kind of event", () => {
    const kinds = auditEvent.options.map((option) => option.shape.type.value);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kinds.every((kind) => /^[a-z-]+[.][a-z-]+$/.test(kind))).toBe(true);
    expect(sentenceOf({ type: "notice.read", count: 2 })).toBe("read 2 notices");
  });
});

describe("migrations", () => {
  it("keep beside their SQL the datamodel they end at", () => {
    const folder = join(ROOT, "prisma/migrations");
    const steps = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.filter((name) => !existsSync(join(folder, name, "schema.prisma")))).toEqual([]);
  });

  it("use the engine that belongs to the pinned Prisma", () => {
    const read = (path: string) =>
      JSON.parse(readFileSync(join(ROOT, path), "utf8")) as {
        version: string;
        dependencies: Record<string, string>;
        prisma?: { enginesVersion: string };
      };
    const engines = read("node_modules/@prisma/engines-version/package.json");
    const pinned = read("package.json").dependencies["@prisma/schema-engine-wasm"];
    expect(engines.version).toBe(pinned);
  });
});
