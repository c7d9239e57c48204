import { runQuery } from "@/lib/execution/query";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { prismaClient } from "@/lib/platform/db";
import { getProjectFrame } from "@/lib/portfolio/queries/get-project-frame";
import { listPortfolio } from "@/lib/portfolio/queries/list-portfolio";
import { summarizePortfolio } from "@/lib/portfolio/queries/summarize-portfolio";
import { emailOf } from "./engine/people";

/** Prints the demo as Maren Holt finds it, to look at after the stories were changed. */
async function main(): Promise<void> {
  const db = prismaClient();
  const maren = await db.user.findFirstOrThrow({ where: { email: emailOf("maren") } });
  const workspace = await db.workspace.findFirstOrThrow({ where: { isDemo: true } });
  const actor = { kind: "user", userId: maren.id, sessionId: maren.id } as never;
  const workspaceId = workspace.id as WorkspaceId;
  const input = { workspaceId, status: "all", limit: 50 };
  const { rows } = await runQuery(listPortfolio, actor, input);
  for (const row of rows) {
    const { nextGate, topRisk, trail } = row;
    const gates = trail.stages.map((stage) => marks[stage.gate?.state ?? "locked"]).join("");
    say(
      [
        row.key.padEnd(4),
        gates.padEnd(10),
        trail.position.toFixed(2),
        `${row.slipDays} d`.padStart(6),
        row.health.state.padEnd(9),
        `${nextGate?.code ?? "-"} ${nextGate?.state ?? ""} ${nextGate?.dueOn ?? ""}`.padEnd(24),
        `${topRisk?.score ?? 0}${topRisk?.isAboveAppetite ? "!" : ""}`.padEnd(4),
        `loops ${trail.loops.length}`,
        row.owner.name.padEnd(15),
        row.health.reason,
      ].join(" "),
    );
    await runQuery(getProjectFrame, actor, { projectId: row.id });
  }
  say(await runQuery(summarizePortfolio, actor, { workspaceId }));
  await printCounts();
  await db.$disconnect();
}

function say(what: unknown): void {
  process.stdout.write(`${typeof what === "string" ? what : JSON.stringify(what)}\n`);
}

const marks: Record<string, string> = {
  locked: ".",
  ready: "o",
  in_review: "?",
  passed: "P",
  passed_with_conditions: "C",
  changes_requested: "r",
  rejected: "X",
  waived: "W",
  lapsed: "L",
};

async function printCounts(): Promise<void> {
  const db = prismaClient();
  const counts = await db.$queryRaw`
    SELECT (SELECT count(*)::int FROM tasks WHERE status = 'blocked') AS blocked,
      (SELECT count(*)::int FROM tasks WHERE status = 'tailored_out') AS "tailoredOut",
      (SELECT count(*)::int FROM evidence) AS evidence,
      (SELECT count(*)::int FROM journal_entries) AS entries,
      (SELECT count(*)::int FROM audit_events) AS events,
      (SELECT count(*)::int FROM audit_events a JOIN audit_events b
        ON b."workspaceId" = a."workspaceId" AND b.index = a.index + 1 AND b.at < a.at) AS backwards,
      (SELECT min(at)::text FROM audit_events) AS first,
      (SELECT max(at)::text FROM audit_events) AS last,
      (SELECT count(*)::int FROM graphile_worker._private_jobs) AS jobs`;
  say(counts);
}

await main();
