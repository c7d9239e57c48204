import "server-only";
import { whyNotSupersede } from "@/lib/evidence/policy";
import { recordSha256 } from "@/lib/evidence/rules/evidence-hash";
import { supersedeEvidenceInput } from "@/lib/evidence/schema";
import {
  insertEvidence,
  lockEvidence,
  markSuperseded,
  projectIdOfEvidence,
} from "@/lib/evidence/store/evidence-rows";
import { loadSubstance } from "@/lib/evidence/store/substance";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";

/** A new revision takes the place of the old one, which stays to be read. */
export const supersedeEvidence = defineCommand({
  name: "evidence.supersede",
  permission: "evidence:write",
  input: supersedeEvidenceInput,
  operation: {
    method: "POST",
    path: "/evidence/{evidenceId}/revisions",
    summary: "Replace evidence with a newer revision",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfEvidence(tx, input.evidenceId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { evidenceId: oldId, ...given } = input;
    const old = await lockEvidence(tx, { id: oldId, projectId, now });
    if (old.status === "superseded") {
      throw new AppError(
        "conflict",
        "Somebody attached a newer revision meanwhile. Look at it before replacing it.",
      );
    }
    refuseIf(whyNotSupersede(member, old));
    const { kind, stageId, taskId, outputId } = old;
    const substance = await loadSubstance(tx, { projectId, kind, now, ...given });
    const revision = old.revision + 1;
    const evidenceId = await insertEvidence(tx, {
      ...substance,
      projectId,
      kind,
      stageId,
      taskId,
      outputId,
      receivedAt: now,
      revision,
      supersedesId: oldId,
      addedById: member.userId,
    });
    await markSuperseded(tx, { id: oldId, at: now });
    const { title, sha256 } = substance;
    return {
      value: { evidenceId, supersedes: oldId, revision },
      audit: [
        {
          type: "evidence.superseded",
          evidenceId: oldId,
          byEvidenceId: evidenceId,
          title: old.title,
        },
        {
          type: "evidence.attached",
          evidenceId,
          title,
          kind,
          sha256,
          recordSha256: recordSha256(substance),
          revision,
        },
      ],
      jobs: [reevaluateGates(projectId)],
    };
  },
});
