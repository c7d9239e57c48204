import type { ImportSettings } from "@/lib/risk-imports/schema/import-draft";
import { riskKey } from "@/lib/risks/rules";
import { plain } from "./import-fields";
import type { ImportReferences, ImportRow, RegisteredRisk, RowDuplicate } from "./import-row";

type ReadRow = Omit<ImportRow, "fate">;

/**
 * Points out rows that repeat a risk of the register or a row further up, in
 * the same project: by Waymark's own key, by title, or by event. A row that is
 * broken elsewhere is looked at as well, because skipping it mends it.
 */
export function findDuplicates(
  rows: readonly ReadRow[],
  settings: ImportSettings,
  references: ImportReferences,
): ReadRow[] {
  const known = new Register(references);
  const seen = new Map<string, number>();
  const updated = new Map<string, number>();
  return rows.map((row) => {
    const projectId = known.projectIdOf(row);
    if (projectId === null || settings.rows[String(row.row)]?.isLeftOut === true) {
      return row;
    }
    const names = namesOf(row).map((name) => `${projectId} ${name}`);
    const earlier = names.map((name) => seen.get(name)).find((at) => at !== undefined);
    for (const name of names) {
      seen.set(name, seen.get(name) ?? row.row);
    }
    const risk = known.riskOf(row, projectId);
    if (risk !== null) {
      return withRisk(row, { risk, settings, updated });
    }
    return earlier === undefined ? row : withRow(row, earlier, settings);
  });
}

/** Comparable names of a row: its title and its event, each of its own kind. */
function namesOf({ texts }: ReadRow): string[] {
  const title = plain(texts.title ?? "");
  const event = plain(texts.event ?? "");
  return [...(title === "" ? [] : [`title ${title}`]), ...(event === "" ? [] : [`event ${event}`])];
}

class Register {
  readonly #projects = new Map<string, string>();
  readonly #risks = new Map<string, RegisteredRisk>();

  constructor({ projects, risks }: ImportReferences) {
    for (const { id, key, name } of projects) {
      this.#projects.set(plain(name), id);
      this.#projects.set(plain(key), id);
    }
    for (const risk of risks) {
      const at = (name: string) => `${risk.projectId} ${name}`;
      this.#risks.set(at(riskKey(risk.number)), risk);
      for (const name of namesOf({ texts: risk } as unknown as ReadRow)) {
        this.#risks.set(at(name), this.#risks.get(at(name)) ?? risk);
      }
    }
  }

  projectIdOf(row: ReadRow): string | null {
    return row.risk?.projectId ?? this.#projects.get(plain(row.texts.project ?? "")) ?? null;
  }

  riskOf(row: ReadRow, projectId: string): RegisteredRisk | null {
    const names = [row.texts.key ?? "", ...namesOf(row)].filter((name) => name !== "");
    for (const name of names) {
      const risk = this.#risks.get(`${projectId} ${name}`);
      if (risk !== undefined) {
        return risk;
      }
    }
    return null;
  }
}

type Found = { risk: RegisteredRisk; settings: ImportSettings; updated: Map<string, number> };

function withRisk(row: ReadRow, { risk, settings, updated }: Found): ReadRow {
  const { id, number, title } = risk;
  const choice = settings.rows[String(row.row)]?.onDuplicate ?? settings.onDuplicate;
  const duplicate: RowDuplicate = { of: { kind: "risk", id, number, title }, choice };
  if (choice !== "update") {
    return { ...row, duplicate };
  }
  const earlier = updated.get(id);
  updated.set(id, earlier ?? row.row);
  const why =
    earlier === undefined
      ? risk.whyNotUpdate
      : `Row ${earlier + 1} of this file updates the same risk. Skip one of the two.`;
  return why === null ? { ...row, duplicate } : { ...withProblem(row, why), duplicate };
}

/** There is nothing in the register to update yet. */
function withRow(row: ReadRow, earlier: number, settings: ImportSettings): ReadRow {
  const chosen = settings.rows[String(row.row)]?.onDuplicate ?? settings.onDuplicate;
  const choice = chosen === "add" ? "add" : "skip";
  return { ...row, duplicate: { of: { kind: "row", row: earlier }, choice } };
}

function withProblem(row: ReadRow, message: string): ReadRow {
  return { ...row, risk: null, problems: [...row.problems, { field: "title", message }] };
}
