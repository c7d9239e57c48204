import "server-only";
import type { ReadDb } from "@/lib/platform/db";

type Times = { sentAt: string; viewedAt: string | null };

/**
 * By signature, when a guest was sent the link they signed through, and when
 * they first asked for a code on its page: opening a link is no sign of a
 * reader, since programs open it as well.
 */
export async function guestTimes(
  db: ReadDb,
  signatureIds: readonly string[],
): Promise<Map<string, Times>> {
  const rows = await db.guestLink.findMany({
    where: { signatureId: { in: [...signatureIds] } },
    select: {
      signatureId: true,
      createdAt: true,
      codes: { orderBy: { createdAt: "asc" }, take: 1, select: { createdAt: true } },
    },
  });
  return new Map(
    rows.map(({ signatureId, createdAt, codes }) => [
      signatureId ?? "",
      {
        sentAt: createdAt.toISOString(),
        viewedAt: codes[0]?.createdAt.toISOString() ?? null,
      },
    ]),
  );
}
