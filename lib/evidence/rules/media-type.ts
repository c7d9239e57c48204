/** Kinds of text carry no magic bytes, so only for them the name decides. */
const byExtension: Readonly<Record<string, string>> = {
  csv: "text/csv",
  html: "text/html",
  htm: "text/html",
  ipynb: "application/json",
  json: "application/json",
  log: "text/plain",
  md: "text/markdown",
  sql: "text/plain",
  toml: "text/plain",
  tsv: "text/tab-separated-values",
  txt: "text/plain",
  yaml: "text/plain",
  yml: "text/plain",
};

const UNKNOWN = "application/octet-stream";

/** A claim is only taken for kinds of text that no browser runs. */
const harmless: readonly string[] = ["text/plain", "text/csv", "text/markdown", "application/json"];

/** What the bytes say wins, then the name, then what the sender says of plain text. */
export function mediaTypeOf(file: { sniffed: string; fileName: string; claimed: string }): string {
  const { sniffed, fileName, claimed } = file;
  if (sniffed !== UNKNOWN) {
    return sniffed;
  }
  const dot = fileName.lastIndexOf(".");
  const extension = dot < 0 ? "" : fileName.slice(dot + 1).toLowerCase();
  const named = Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
  return named ?? (harmless.includes(claimed) ? claimed : UNKNOWN);
}
