import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import type { ProjectId } from "@/lib/kernel/ids";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotRaiseIn, whyNotUndo } from "@/lib/risk-imports/policy";
import { undoEndsAt } from "@/lib/risk-imports/rules/time-limits";
import type { WrittenRisk } from "@/lib/risk-imports/rules/written-risk";
import { importRef } from "@/lib/risk-imports/schema/inputs";
import {
  holdImport,
  listChangedSince,
  loadImport,
  markUndone,
  workspaceScopeOfImport,
} from "@/lib/risk-imports/store/imports";
import { listSeenProjects } from "@/lib/risk-imports/store/references";
import { holdRisks, takeBackRisks } from "@/lib/risk-imports/store/write-risks";
import { riskKey } from "@/lib/risks/rules";
import { holdMatrix } from "@/lib/risks/store/matrix";

/** Takes one import back as a whole, while nothing of it was worked on. */
export const undoImport = defineCommand({
  name: "risk-import.undo",
  permission: "risk:import",
  input: importRef,
  operation: {
    method: "POST",
    path: "/risk-imports/{importId}/undo",
    summary: "Take an import back as a whole, within a day and while nothing of it was changed",
  },
  scope: ({ tx, input }) => workspaceScopeOfImport(tx, input.importId),

  async execute({ tx, access, input, now }) {
    const { workspaceId, member } = access;
    const { importId: id } = input;
    await holdImport(tx, id);
    const imported = await loadImport(tx, { id, workspaceId, importedById: member.userId });
    const { risks, fileName } = imported;
    const matrix = await holdMatrix(tx, workspaceId);
    await holdRisks(
      tx,
      risks.map((risk) => risk.id),
    );
    const changed = await listChangedSince(tx, risks);
    const undoUntil = undoEndsAt(imported.importedAt);
    const reader = { userId: member.userId, now };
    const facts = { ...imported, importedByName: member.name, undoUntil, changed };
    refuseIf(whyNotUndo(facts, reader));
    const projects = [...new Set(risks.map(({ projectId }) => projectId as ProjectId))];
    const seen = await listSeenProjects(tx, { workspaceId, member });
    const rolesIn = new Map(seen.map((project) => [project.id, project.roles]));
    for (const projectId of projects) {
      refuseIf(whyNotRaiseIn({ roles: rolesIn.get(projectId) ?? [] }, member));
    }
    await takeBackRisks(tx, risks, {
      workspaceId,
      importId: id,
      matrixVersion: matrix.version,
      by: member.userId,
      now,
      reason: `The import of ${fileName} was undone.`,
    });
    await markUndone(tx, { id, by: member.userId, now });
    return {
      value: { importId: id, removed: imported.addedCount, restored: imported.updatedCount },
      audit: projects.map((projectId) =>
        eventOf(
          { importId: id, fileName },
          risks.filter((risk) => risk.projectId === projectId),
        ),
      ) as [AuditEvent, ...AuditEvent[]],
      inProjects: projects,
      jobs: projects.map(reevaluateGates),
    };
  },
});

function eventOf(
  batch: { importId: string; fileName: string },
  risks: readonly WrittenRisk[],
): AuditEvent {
  return {
    type: "risk.import-undone",
    ...batch,
    removed: risks
      .filter(({ before }) => before === null)
      .map(({ id, number }) => ({ riskId: id, key: riskKey(number) })),
    restored: risks.flatMap(({ before }) =>
      before === null
        ? []
        : [
            {
              riskId: before.id,
              key: riskKey(before.number),
              title: before.title,
              score: before.likelihood * before.impact,
            },
          ],
    ),
  };
}
