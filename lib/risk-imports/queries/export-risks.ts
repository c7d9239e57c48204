import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { cutPage } from "@/lib/kernel/page-cursor";
import { exportRow } from "@/lib/risk-imports/rules/export-row";
import { exportPage } from "@/lib/risk-imports/schema/export";
import { loadExportDetails } from "@/lib/risk-imports/store/export-rows";
import { listWorkspaceRisksInput } from "@/lib/risks/schema";
import { listRegisterRows } from "@/lib/risks/store/register";
import { placeAt, placeOf } from "@/lib/risks/store/register-order";

/** The register as it is filtered, each risk with all its texts, in the words an import reads. */
export const exportRisks = defineQuery({
  name: "risk.export",
  permission: "workspace:read",
  input: listWorkspaceRisksInput,
  output: exportPage,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risks/export",
    summary:
      "Risks as rows of a spreadsheet that can be imported again, in the order of the register",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async fetch({ db, access, input, now }) {
    const { cursor, projectId = null, ...filter } = input;
    const { workspaceId, member } = access;
    const rows = await listRegisterRows(db, {
      ...filter,
      workspaceId,
      projectId,
      readerId: member.workspaceRole === "member" ? member.userId : null,
      today: dayOf(now),
      after: placeAt(cursor, filter.sort),
    });
    const page = cutPage(rows, filter.limit, (row) => placeOf(filter.sort, row));
    const details = await loadExportDetails(
      db,
      page.rows.map(({ id }) => id),
    );
    return {
      rows: page.rows.flatMap((row) => {
        const rest = details.get(row.id);
        return rest === undefined ? [] : [exportRow({ ...row, ...rest })];
      }),
      nextCursor: page.nextCursor,
    };
  },
});
