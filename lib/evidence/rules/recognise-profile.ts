import * as z from "zod";
import type { EvidenceSuggestion, ProfileFigures } from "@/lib/evidence/schema";
import { formatNumber } from "@/lib/kernel/format-number";

const ALERTS_KEPT = 20;
const TEXT_MAX = 300;

const shape = z.object({
  analysis: z.object({ title: z.string() }),
  table: z.object({
    n: z.number().int(),
    n_var: z.number().int(),
    p_cells_missing: z.number().nullish(),
    n_duplicates: z.number().int().nullish(),
  }),
  alerts: z.array(z.string()),
  package: z.object({ ydata_profiling_version: z.string().max(40) }),
});

/** Reads the report ydata-profiling writes, as JSON or as a page. Null for any other file. */
export function recogniseProfile(content: string): ProfileFigures | null {
  const start = content.slice(0, 4000).trimStart();
  return start.startsWith("{") ? fromJson(content) : fromPage(content);
}

/** What the form of a new piece of evidence is filled with. */
export function suggestionOfProfile(figures: ProfileFigures): EvidenceSuggestion {
  const { title, rows, columns, missingShare, duplicateRows, alerts, alertsTotal } = figures;
  const size = `${counted(rows, "row")}, ${counted(columns, "column")}`;
  const missing = `${(missingShare * 100).toFixed(1)} % of the cells are missing`;
  const doubled = duplicateRows === null ? "" : `, ${counted(duplicateRows, "duplicate row")}`;
  const listed = alerts.map((alert) => `- ${alert}`).join("\n");
  const lead = `${size}; ${missing}${doubled}.`;
  const note =
    alertsTotal === 0 ? lead : `${lead}\n\n${counted(alertsTotal, "alert")}:\n\n${listed}`;
  return { kind: "eda_profile", title: `Profile: ${title}`.slice(0, 200), note, profile: figures };
}

function fromJson(content: string): ProfileFigures | null {
  const parsed = shape.safeParse(parseLoosely(content));
  if (!parsed.success) {
    return null;
  }
  const { analysis, table, alerts, package: tool } = parsed.data;
  return figuresOf({
    version: tool.ydata_profiling_version,
    title: analysis.title,
    rows: table.n,
    columns: table.n_var,
    missingShare: table.p_cells_missing ?? 0,
    duplicateRows: table.n_duplicates ?? null,
    alerts,
  });
}

/** Python writes NaN and Infinity where a number is missing; JSON does not know them. */
export function parseLoosely(content: string): unknown {
  const first = parse(content);
  return first === undefined ? parse(withoutBareNumbers(content)) : first;
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** Strings are matched first and kept, so that a text that says NaN is left alone. */
function withoutBareNumbers(content: string): string {
  return content.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (match) =>
    match.startsWith('"') ? match : "null",
  );
}

function fromPage(content: string): ProfileFigures | null {
  const version = /<meta\b[^>]*YData Profiling v?([\w.]+)[^>]*>/i.exec(content.slice(0, 4000))?.[1];
  if (version === undefined) {
    return null;
  }
  const rows = cellNumber(content, "Number of observations");
  const columns = cellNumber(content, "Number of variables");
  if (rows === null || columns === null) {
    return null;
  }
  const missing = cellNumber(content, "Missing cells") ?? 0;
  const cells = rows * columns;
  return figuresOf({
    version,
    title: plainText(/<title>([^<]*)<\/title>/i.exec(content)?.[1] ?? ""),
    rows,
    columns,
    missingShare: cells === 0 ? 0 : missing / cells,
    duplicateRows: cellNumber(content, "Duplicate rows"),
    alerts: alertsOfPage(content),
  });
}

function cellNumber(content: string, label: string): number | null {
  const cell = new RegExp(`<th>${label}</?t[dh][^>]*>(?:\\s*<td[^>]*>)?\\s*([\\d,. ]+)`).exec(
    content,
  );
  const digits = cell?.[1]?.replaceAll(/[^\d]/g, "") ?? "";
  return digits === "" ? null : Number(digits);
}

function alertsOfPage(content: string): string[] {
  const from = content.indexOf('<p class="h4 item-header">Alerts</p>');
  if (from < 0) {
    return [];
  }
  const table = content.slice(from, content.indexOf("</table>", from));
  return table
    .split("<tr>")
    .slice(1)
    .map((row) => plainText(row.split(/<td>|<td /)[1] ?? ""));
}

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

function plainText(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(?:lt|gt|quot|amp|#39);/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/\s+/g, " ")
    .trim();
}

type Read = {
  version: string;
  title: string;
  rows: number;
  columns: number;
  missingShare: number;
  duplicateRows: number | null;
  alerts: readonly string[];
};

function figuresOf({ version, title, alerts, ...counts }: Read): ProfileFigures {
  return {
    ...counts,
    generator: `ydata-profiling ${version}`,
    title: title.slice(0, TEXT_MAX),
    alerts: alerts.slice(0, ALERTS_KEPT).map((alert) => alert.slice(0, TEXT_MAX)),
    alertsTotal: alerts.length,
  };
}

function counted(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}
