import "server-only";
import { randomUUID } from "node:crypto";
import type { AuditEvent } from "@/lib/audit/events";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId } from "@/lib/kernel/ids";
import { reevaluateGates } from "@/lib/platform/jobs";
import { countsOf, firstProblem } from "@/lib/risk-imports/rules/draft-view";
import type { ImportRow } from "@/lib/risk-imports/rules/import-row";
import { readRows } from "@/lib/risk-imports/rules/read-rows";
import type { WrittenRisk } from "@/lib/risk-imports/rules/written-risk";
import { finishImportInput } from "@/lib/risk-imports/schema/inputs";
import { closeDraft, holdDraft, workspaceScopeOfDraft } from "@/lib/risk-imports/store/drafts";
import { insertImport } from "@/lib/risk-imports/store/imports";
import { planImport } from "@/lib/risk-imports/store/plan-import";
import { loadReferences } from "@/lib/risk-imports/store/references";
import { changedMeanwhile, writeRisks } from "@/lib/risk-imports/store/write-risks";
import { riskKey } from "@/lib/risks/rules";
import { holdMatrix } from "@/lib/risks/store/matrix";

/**
 * Brings the rows of a draft into the register, all or none. Each row is held
 * anew against what the register, the matrix and the roles are at this moment.
 */
export const finishImport = defineCommand({
  name: "risk-import.finish",
  permission: "risk:import",
  input: finishImportInput,
  operation: {
    method: "POST",
    path: "/risk-imports/drafts/{draftId}/finish",
    summary: "Import the rows of a draft into the register, all or none",
  },
  scope: ({ tx, input }) => workspaceScopeOfDraft(tx, input.draftId),

  async execute({ tx, access, input, now }) {
    const { workspaceId, member } = access;
    const { draftId } = input;
    const at = { id: draftId, workspaceId, ownerId: member.userId, now };
    const draft = await holdDraft(tx, at);
    if (draft.importId !== null) {
      const { add, update } = input;
      return { value: { importId: draft.importId, added: add, updated: update }, unchanged: true };
    }
    const matrix = await holdMatrix(tx, workspaceId);
    const references = await loadReferences(tx, draft, { workspaceId, member, matrix, now });
    const rows = readRows(draft.grid, draft.settings, references);
    demandAsSeen(rows, input);
    const risks = await planImport(tx, rows, { matrix, now });
    const importId = randomUUID();
    const { fileName, fileSha256 } = draft;
    await writeRisks(tx, risks, {
      workspaceId,
      importId,
      matrixVersion: matrix.version,
      by: member.userId,
      now,
      reason: `Level in the imported file ${fileName}.`,
    });
    const facts = { id: importId, workspaceId, fileName, fileSha256, by: member.userId, now };
    const { contentSha256 } = await insertImport(tx, { ...facts, risks });
    await closeDraft(tx, draftId, importId);
    return {
      value: { importId, added: input.add, updated: input.update },
      ...traceOf(risks, { importId, fileName, fileSha256, contentSha256 }),
    };
  },
});

function demandAsSeen(rows: readonly ImportRow[], seen: { add: number; update: number }): void {
  const problem = firstProblem(rows);
  const { add, update, broken } = countsOf(rows);
  if (problem !== null) {
    const others = broken === 1 ? "" : ` ${broken - 1} more rows need mending.`;
    throw new AppError("rule_refused", `Nothing was imported. ${problem}${others}`);
  }
  if (add + update === 0) {
    throw new AppError("rule_refused", "No row is left to import: all are skipped or left out.");
  }
  if (add !== seen.add || update !== seen.update) {
    throw changedMeanwhile();
  }
}

type Named = { riskId: string; key: string; title: string; score: number };

function named({ id, number, columns }: WrittenRisk): Named {
  const score = columns.likelihood * columns.impact;
  return { riskId: id, key: riskKey(number), title: columns.title, score };
}

type Batch = { importId: string; fileName: string; fileSha256: string; contentSha256: string };

/** One event per project of the batch, in the trail of that project, and a look at its gates. */
function traceOf(risks: readonly WrittenRisk[], batch: Batch) {
  const projects = [...new Set(risks.map(({ projectId }) => projectId as ProjectId))];
  const events = projects.map((projectId): AuditEvent => {
    const ours = risks.filter((risk) => risk.projectId === projectId);
    const added = ours.filter(({ before }) => before === null).map(named);
    const updated = ours.filter(({ before }) => before !== null).map(named);
    return { type: "risk.imported", ...batch, added, updated };
  });
  return {
    // A batch without rows was refused above, so there is a project.
    audit: events as [AuditEvent, ...AuditEvent[]],
    inProjects: projects,
    jobs: projects.map(reevaluateGates),
  };
}
