import "server-only";
import * as z from "zod";
import { defineQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { cutPage, decodeCursor } from "@/lib/kernel/page-cursor";
import { exportRow } from "@/lib/risk-imports/rules/export-row";
import { exportPage } from "@/lib/risk-imports/schema/export";
import { loadExportDetails } from "@/lib/risk-imports/store/export-rows";
import { listWorkspaceRisksInput } from "@/lib/risks/schema";
import { listRegisterRows } from "@/lib/risks/store/register";

const cursorParts = z.tuple([z.number().int(), z.uuid()]);

/** The register as it is filtered, each risk with all its texts, in the words an import reads. */
export const exportRisks = defineQuery({
  name: "risk.export",
  permission: "workspace:read",
  input: listWorkspaceRisksInput,
  output: exportPage,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risks/export",
    summary: "Risks as rows of a spreadsheet that can be imported again, highest score first",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async fetch({ db, access, input, now }) {
    const { cursor, projectId = null, ...filter } = input;
    const { workspaceId, member } = access;
    const after = decodeCursor(cursorParts, cursor);
    const rows = await listRegisterRows(db, {
      ...filter,
      workspaceId,
      projectId,
      readerId: member.workspaceRole === "member" ? member.userId : null,
      today: dayOf(now),
      after: after === null ? null : { score: after[0], id: after[1] },
    });
    const page = cutPage(rows, filter.limit, (row) => [row.score, row.id]);
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
