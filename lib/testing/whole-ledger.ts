import { runQuery } from "@/lib/execution/query";
import { verifyLedger } from "@/lib/ledger/queries";
import type { World } from "@/lib/testing/world";

const AT_ONCE = 10_000;

/** The verification of a ledger of any length, and whether its places are without a gap. */
export async function wholeLedger({ db, workspaceId, owner }: World) {
  const findings: unknown[] = [];
  let size = 0;
  let from = 0;
  do {
    const check = await runQuery(verifyLedger, owner.actor, { workspaceId, from });
    findings.push(...check.findings);
    size = check.size;
    from += AT_ONCE;
  } while (from < size);
  const [row] = await db.$queryRaw<{ entries: number; ids: number; next: number }[]>`
    SELECT count(*)::int AS entries, count(DISTINCT id)::int AS ids,
      (max(index) + 1)::int AS next
    FROM audit_events WHERE "workspaceId" = ${workspaceId}::uuid`;
  return { findings, size, ...row };
}

/** What a whole ledger of this size answers. */
export function wholeOf(size: number) {
  return { findings: [], size, entries: size, ids: size, next: size };
}
