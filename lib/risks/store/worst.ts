import "server-only";
import type { ReadDb } from "@/lib/platform/db";

type Row = {
  id: string;
  number: number;
  title: string;
  score: number;
  shade: number;
  isAboveAppetite: boolean;
  isAccepted: boolean;
  ownerName: string | null;
};
type Counts = { open: number; aboveAppetite: number; accepted: number };

/** The living risks of a project with the highest scores, and how many there are, in one statement. */
export async function loadWorstRisks(
  db: ReadDb,
  { projectId, limit }: { projectId: string; limit: number },
): Promise<Counts & { rows: Row[] }> {
  const [found] = await db.$queryRaw<(Counts & { rows: Row[] })[]>`
    SELECT count(*) FILTER (WHERE status = 'open')::int AS open,
      count(*) FILTER (WHERE status = 'open' AND "isAboveAppetite")::int AS "aboveAppetite",
      count(*) FILTER (WHERE status = 'accepted')::int AS accepted,
      COALESCE((SELECT json_agg(worst) FROM (
        SELECT r.id, r.number, r.title, r.score, r.shade, r."isAboveAppetite",
          r.status = 'accepted' AS "isAccepted", u.name AS "ownerName"
        FROM risks r LEFT JOIN users u ON u.id = r."ownerId"
        WHERE r."projectId" = ${projectId}::uuid AND r.status <> 'closed'
        ORDER BY r.score DESC, r.number LIMIT ${limit}) worst), '[]') AS rows
    FROM risks WHERE "projectId" = ${projectId}::uuid`;
  return found ?? { open: 0, aboveAppetite: 0, accepted: 0, rows: [] };
}
