import "server-only";
import { recordSha256 } from "@/lib/evidence/rules/evidence-hash";
import { placeEvidence } from "@/lib/evidence/rules/place-evidence";
import { attachEvidenceInput } from "@/lib/evidence/schema";
import { insertEvidence, loadPlacement } from "@/lib/evidence/store/evidence-rows";
import { loadSubstance } from "@/lib/evidence/store/substance";
import { defineCommand } from "@/lib/execution/command";
import { fieldError } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";

export const attachEvidence = defineCommand({
  name: "evidence.attach",
  permission: "evidence:write",
  input: attachEvidenceInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/evidence",
    summary: "Attach a file, a link, a form or a note as evidence",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { kind, stageId, taskId, outputId, ...given } = input;
    const wanted = { kind, stageId, taskId, outputId };
    const found = await loadPlacement(tx, { projectId, stageId, taskId, outputId });
    const placed = placeEvidence(wanted, found);
    if (!placed.ok) {
      throw fieldError(placed.path, placed.message);
    }
    const substance = await loadSubstance(tx, { ...given, kind, now });
    const evidenceId = await insertEvidence(tx, {
      ...substance,
      projectId,
      kind,
      stageId: placed.stageId,
      taskId,
      outputId,
      receivedAt: now,
      revision: 1,
      supersedesId: null,
      addedById: member.userId,
    });
    const { title, sha256 } = substance;
    return {
      value: { evidenceId, revision: 1 },
      audit: [
        {
          type: "evidence.attached",
          evidenceId,
          title,
          kind,
          sha256,
          recordSha256: recordSha256(substance),
          revision: 1,
        },
      ],
      jobs: [reevaluateGates(projectId)],
    };
  },
});
