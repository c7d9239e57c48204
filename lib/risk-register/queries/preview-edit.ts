import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { editPreviewView, previewEditInput } from "@/lib/risk-register/schema/bulk";
import { planEdit } from "@/lib/risk-register/store/edit-plan";
import { riskKey } from "@/lib/risks/rules";

export const previewRiskEdit = defineQuery({
  name: "risk.preview-edit",
  permission: "register:write",
  input: previewEditInput,
  output: editPreviewView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risks/edit-preview",
    summary: "What changing many risks at once would change, and which of them are refused and why",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async fetch({ db, access, input, now }) {
    const { riskIds, workspaceId, ...wanted } = input;
    const { member } = access;
    const plan = await planEdit(db, { workspaceId, member, riskIds, wanted, now });
    const rows = plan.rows.map(({ risk, changes, whyNot }) => ({
      riskId: risk.id,
      version: risk.version,
      key: riskKey(risk.number),
      title: risk.title,
      projectName: risk.projectName,
      status: risk.status,
      changes,
      whyNot,
    }));
    return { rows, missing: plan.missing, people: [...plan.people] };
  },
});
