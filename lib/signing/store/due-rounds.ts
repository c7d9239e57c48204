import "server-only";
import { dayOf } from "@/lib/kernel/calendar";
import type { ProjectId } from "@/lib/kernel/ids";
import { readDb, type Tx } from "@/lib/platform/db";

/** Projects in which a version waits for signatures and a word about its day is due. */
export async function findSigningsDue(now: Date): Promise<ProjectId[]> {
  const today = dayOf(now);
  const rows = await readDb().$queryRaw<{ projectId: ProjectId }[]>`
    SELECT r."projectId" FROM signing_rounds r
    JOIN business_cases c ON c.id = r."caseId" AND c.status = 'submitted'
      AND c."submittedNumber" = r.number
    JOIN projects p ON p.id = r."projectId" AND p.status <> 'closed'
    WHERE (r."dueOn" <= ${today}::date + 3 AND NOT r.noted @> ARRAY['three_days'])
       OR (r."dueOn" <= ${today}::date + 1 AND NOT r.noted @> ARRAY['one_day'])
       OR (r."dueOn" < ${today}::date AND NOT r.noted @> ARRAY['past'])
    ORDER BY r."dueOn", r."projectId"`;
  return rows.map(({ projectId }) => projectId);
}

export async function notedOf(tx: Tx, roundId: string): Promise<string[]> {
  const { noted } = await tx.signingRound.findUniqueOrThrow({
    where: { id: roundId },
    select: { noted: true },
  });
  return noted;
}

export async function noteMarks(
  tx: Tx,
  facts: { roundId: string; noted: readonly string[] },
): Promise<void> {
  await tx.signingRound.update({
    where: { id: facts.roundId },
    data: { noted: [...facts.noted] },
  });
}
