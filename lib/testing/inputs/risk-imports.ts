import { runCommand } from "@/lib/execution/command";
import { finishImport } from "@/lib/risk-imports/commands/finish-import";
import { startImport } from "@/lib/risk-imports/commands/start-import";
import { fieldTitles, type ImportField } from "@/lib/risk-imports/rules/import-fields";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { Person, TestProject, World } from "@/lib/testing/world";

export type GivenRow = Partial<Record<ImportField, string>>;

/** A row that is whole: a risk of the project owned by its lead. */
export function wholeRow(project: TestProject, changes: GivenRow = {}): GivenRow {
  return {
    project: project.key,
    title: "Labels arrive late",
    category: "Data",
    owner: project.lead.email,
    likelihood: "3",
    impact: "4",
    treatment: "Mitigate",
    ...changes,
  };
}

/** The rows as a comma-separated file with the heads of our own export. */
export function csvOf(rows: readonly GivenRow[]): string {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))] as ImportField[];
  const quoted = (text = "") => `"${text.replaceAll('"', '""')}"`;
  const lines = [
    fields.map((field) => quoted(fieldTitles[field])),
    ...rows.map((row) => fields.map((field) => quoted(row[field]))),
  ];
  return lines.map((cells) => cells.join(",")).join("\r\n");
}

export function startInput(world: World, content: string | Uint8Array, fileName = "risks.csv") {
  const file = Buffer.from(content as string).toString("base64");
  return { workspaceId: world.workspaceId, fileName, file };
}

/** A draft of a file, as its sender has it. */
export async function aDraft(
  world: World,
  sender: Person,
  content: string | Uint8Array,
): Promise<{ draftId: string; version: number }> {
  const result = await runCommand(startImport, sender.actor, startInput(world, content));
  if (!result.ok) {
    throw result.error;
  }
  return result.value;
}

const oneRow = (world: World, project: TestProject) =>
  aDraft(world, project.lead, csvOf([wholeRow(project)]));

async function anImport(world: World, project: TestProject) {
  const { draftId } = await oneRow(world, project);
  const counts = { add: 1, update: 0 };
  const result = await runCommand(finishImport, project.lead.actor, { draftId, ...counts });
  if (!result.ok) {
    throw result.error;
  }
  return { importId: result.value.importId };
}

const ofWorkspace = (world: World) => Promise.resolve({ workspaceId: world.workspaceId });
const ofDraft = async (world: World, project: TestProject) => ({
  draftId: (await oneRow(world, project)).draftId,
});

export const validInputs: ValidInputs = {
  "risk-import.start": (world, project) =>
    Promise.resolve(startInput(world, csvOf([wholeRow(project)]))),
  "risk-import.reread": oneRow,
  "risk-import.map": async (world, project) => ({
    ...(await oneRow(world, project)),
    columns: { cause: null },
    words: [{ list: "category", word: "Weather", value: "Operations" }],
  }),
  "risk-import.mend-row": async (world, project) => ({
    ...(await oneRow(world, project)),
    row: 1,
    values: { title: "Labels arrive far too late" },
  }),
  "risk-import.finish": async (world, project) => ({
    ...(await ofDraft(world, project)),
    add: 1,
    update: 0,
  }),
  "risk-import.discard": ofDraft,
  "risk-import.end-drafts": ofWorkspace,
  "risk-import.undo": anImport,
  "risk-import.list": ofWorkspace,
  "risk.export": ofWorkspace,
  "risk-import.get-draft": ofDraft,
  "risk-import.get": anImport,
};
