import "server-only";
import * as z from "zod";
import { defineQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { cutPage, decodeCursor } from "@/lib/kernel/page-cursor";
import type { ReadDb } from "@/lib/platform/db";
import { type CheckKind, checkKinds } from "@/lib/risk-checks/rules/check-kinds";
import { checkRisk } from "@/lib/risk-checks/rules/checks";
import { mendOf } from "@/lib/risk-checks/rules/mends";
import {
  type CheckedRiskView,
  projectChecksInput,
  type RiskChecksView,
  riskChecksView,
  workspaceChecksInput,
} from "@/lib/risk-checks/schema/checks";
import { type ChecksPage, type FoundRisk, listChecks } from "@/lib/risk-checks/store/list-checks";
import { riskKey } from "@/lib/risks/rules";

export const listProjectChecks = defineQuery({
  name: "risk.list-checks",
  permission: "risk:read",
  input: projectChecksInput,
  output: riskChecksView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/risks/checks",
    summary: "What is inconsistent in the register of a project, and where each is mended",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  fetch({ db, access, input, now }) {
    const { workspaceId, projectId } = access;
    return checksOf(db, {
      ...pageOf(input),
      workspaceId,
      projectId,
      readerId: null,
      today: dayOf(now),
    });
  },
});

export const listWorkspaceChecks = defineQuery({
  name: "risk.list-workspace-checks",
  permission: "workspace:read",
  input: workspaceChecksInput,
  output: riskChecksView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risks/checks",
    summary: "What is inconsistent in the registers of every project the reader may see",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  fetch({ db, access, input, now }) {
    const { workspaceId, member } = access;
    return checksOf(db, {
      ...pageOf(input),
      workspaceId,
      projectId: input.projectId ?? null,
      readerId: member.workspaceRole === "member" ? member.userId : null,
      today: dayOf(now),
    });
  },
});

const cursorParts = z.tuple([z.number().int(), z.uuid()]);

type Asked = { kind?: CheckKind | undefined; cursor?: string | undefined; limit: number };

function pageOf({ kind = undefined, cursor, limit }: Asked) {
  const after = decodeCursor(cursorParts, cursor);
  return {
    kind: kind ?? null,
    after: after === null ? null : { score: after[0], id: after[1] },
    limit,
  };
}

async function checksOf(db: ReadDb, asked: ChecksPage): Promise<RiskChecksView> {
  const found = await listChecks(db, asked);
  const page = cutPage(found.rows, asked.limit, ({ score, id }) => [score, id]);
  return {
    rows: page.rows.map((row) => viewOf(row, asked)),
    nextCursor: page.nextCursor,
    counts: checkKinds.flatMap((kind) => {
      const count = found.counts[kind];
      return count === 0 ? [] : [{ kind, count }];
    }),
    risks: found.risks,
  };
}

/** Narrowed to one kind, a risk shows that one alone. */
function viewOf(row: FoundRisk, { kind: wanted, today }: ChecksPage): CheckedRiskView {
  const { id: riskId, number, title, projectId, projectKey, facts: risk } = row;
  return {
    riskId,
    key: riskKey(number),
    title,
    projectId,
    projectKey,
    findings: checkRisk(risk, today)
      .filter(({ kind }) => wanted === null || kind === wanted)
      .map((finding) => ({
        ...finding,
        mend: mendOf(finding.kind, { risk, riskId, projectId, today }),
      })),
  };
}
