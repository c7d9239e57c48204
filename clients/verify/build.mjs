/*
 * Puts the parts together: verify.mjs and verify.html share the core letter by
 * letter. Run `node clients/verify/build.mjs` after a change; a test compares.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const OWN_IMPORT = /^import \{[^}]*\} from "\.\/[^"]+";\n/gm;
const IMPORT = /^import [^;]+;\n/gm;

/** A part without what ties it to the others. */
function partOf(name) {
  const text = readFileSync(new URL(name, import.meta.url), "utf8").replaceAll(OWN_IMPORT, "");
  const imports = text.match(IMPORT) ?? [];
  return {
    imports,
    body: text
      .replaceAll(IMPORT, "")
      .replaceAll(/^export /gm, "")
      .trim(),
  };
}

const byText = (left, right) => (left < right ? -1 : 1);

const withNames = (statements) => {
  const names = statements.flatMap((line) => /\{([^}]*)\}/.exec(line)?.[1].split(",") ?? []);
  return [...new Set(names.map((name) => name.trim()).filter(Boolean))].sort(byText).join(", ");
};

/** One import per module, since two parts may need the same. */
function merged(imports) {
  const modules = [...new Set(imports.map((line) => /from ("[^"]+")/.exec(line)?.[1]))].sort(
    byText,
  );
  return modules
    .map((module) => {
      const names = withNames(imports.filter((line) => line.includes(module)));
      return `import { ${names} } from ${module};`;
    })
    .join("\n");
}

export function buildParts() {
  const core = partOf("core.mjs");
  const crypto = partOf("node-crypto.mjs");
  const shell = partOf("node-shell.mjs");
  const imports = merged([...crypto.imports, ...shell.imports]);
  return {
    "verify.mjs": `${[imports, core.body, crypto.body, shell.body].join("\n\n")}\n`,
    "verify.html": readFileSync(new URL("page.html", import.meta.url), "utf8")
      .replace("/*CORE*/", () => core.body)
      .replace("/*SHELL*/", () => partOf("page-shell.mjs").body),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(buildParts())) {
    writeFileSync(new URL(name, import.meta.url), text);
  }
}
