import type { PackFacts } from "@/lib/audit-packs/schema";

export type PackCover = PackFacts & {
  workspaceName: string;
  /** Key and name where the files are those of one project. */
  projectName: string | null;
  exportedAt: string;
  keys: readonly string[];
};

/** A reader without any program: what lies here and how to check it. */
export function readmeOf(cover: PackCover): string {
  const files =
    cover.projectName === null ? "every project" : `${cover.projectName}, and of no other project`;
  return `AUDIT PACK OF ${cover.workspaceName.toUpperCase()}

Exported ${cover.exportedAt}. The ledger is complete from entry 0 to entry ${cover.size - 1}.
Files are those of ${files}.

Open index.html in a browser for a summary. It needs no network.

WHAT LIES HERE
  ledger/bundle.json        the whole ledger with signatures and signed heads; this is the proof
  ledger/records.jsonl      the same entries, one a line, for your own tools
  ledger/checkpoints.jsonl  the signed heads
  ledger/keys.json          the public keys, in the order in which they signed
  data/*.jsonl              workspace, people, projects, evidence, decisions, documents, one a line
  evidence/<SHA-256>        the bytes of each stored file, under the hash the ledger names
  documents/<SHA-256>.pdf   signed documents that were handed out
  verify.mjs, verify.html   the verifier: a program and a page, neither needs a network
  manifest.json             size and SHA-256 of every file here

HOW TO VERIFY
  1. node verify.mjs ledger/bundle.json          (or drop that file on verify.html)
     It answers VALID, or names the first thing that does not fit.
  2. Compare the key it names with the one you noted earlier or got from somebody else:
${cover.keys.map((key) => `       ${key}`).join("\n")}
     A key that only came with this pack proves nothing about who signed.
  3. node verify.mjs --file evidence/<name> ledger/bundle.json
     It says whether that file is one of those the ledger speaks of.

WHAT COUNTS
  Only the bundle is signed. index.html and data/ say the same in a form that is easier to read;
  where they differ from the bundle, the bundle is right. The export itself is entry ${cover.size} or
  later, and names SHA-256 ${cover.bundleSha256} of the bundle.
`;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;color:#1b2421;max-width:70rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #d9ddd9;overflow-wrap:anywhere}
code{font:13px ui-monospace,monospace;overflow-wrap:anywhere}.band{background:#fdf9ee;border:1px solid #e6dcc0;padding:1rem}`;

export function pageStart(cover: PackCover): string {
  const { workspaceName, projectName, exportedAt, size, bundleSha256, keys } = cover;
  const name = escapeHtml(workspaceName);
  const files = projectName === null ? "every project" : escapeHtml(projectName);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Audit pack of ${name}</title><style>${STYLE}</style></head><body>
<h1>Audit pack of ${name}</h1>
<div class="band"><p>Exported ${escapeHtml(exportedAt)}. The ledger is complete: ${size} entries, numbered 0 to ${size - 1}. Files are those of ${files}.</p>
<h2>How to verify</h2>
<ol><li>Open <a href="verify.html">verify.html</a> and give it <code>ledger/bundle.json</code>, or run <code>node verify.mjs ledger/bundle.json</code>. Neither needs a network.</li>
<li>Compare the key it names with one you have from somewhere else. This pack names ${keys.map((key) => `<code>${escapeHtml(key)}</code>`).join(", ")}.</li>
<li>A file is the one the ledger speaks of when its SHA-256 is its name: <code>node verify.mjs --file evidence/… ledger/bundle.json</code>.</li></ol>
<p>The bundle has SHA-256 <code>${escapeHtml(bundleSha256)}</code>. This page repeats in words what the bundle proves; where they differ, the bundle is right.</p></div>
`;
}

export function tableStart(title: string, columns: readonly string[]): string {
  const heads = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join("");
  return `<h2>${escapeHtml(title)}</h2>\n<table><thead><tr>${heads}</tr></thead><tbody>\n`;
}

export function tableRow(cells: readonly (string | number)[]): string {
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(String(cell))}</td>`).join("")}</tr>\n`;
}

/** A link to a file of the pack; its path is a hash and an ending. */
export function fileRow(file: { href: string | null; cells: readonly string[] }): string {
  const { href, cells } = file;
  const place =
    href === null ? "not in this pack" : `<a href="${escapeHtml(href)}">${escapeHtml(href)}</a>`;
  const plain = cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("");
  return `<tr>${plain}<td>${place}</td></tr>\n`;
}

export const tableEnd = "</tbody></table>\n";
export const pageEnd = "</body></html>\n";
