import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { riskKey } from "@/lib/risks/rules";
import { worstRisksInput, worstRisksView } from "@/lib/risks/schema/worst";
import { loadWorstRisks } from "@/lib/risks/store/worst";

export const getWorstRisks = defineQuery({
  name: "risk.worst",
  permission: "risk:read",
  input: worstRisksInput,
  output: worstRisksView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/risks/worst",
    summary: "The living risks of a project with the highest scores, and how many there are",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  async fetch({ db, access, input }) {
    const { projectId } = access;
    const { rows, ...counts } = await loadWorstRisks(db, { projectId, limit: input.limit });
    return {
      ...counts,
      risks: rows.map(({ number, ...row }) => ({ ...row, key: riskKey(number) })),
    };
  },
});
