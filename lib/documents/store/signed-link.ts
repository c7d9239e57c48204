import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { ReadDb } from "@/lib/platform/db";
import { demandLink, type GuestLink } from "@/lib/signing/store/guest-links";

/** A guest reads the document of the version they signed, and of no other. */
export async function demandSignedLink(
  db: ReadDb,
  at: { token: string; now: Date },
): Promise<GuestLink> {
  const link = await demandLink(db, at);
  if (link.signatureId === null) {
    throw new AppError("rule_refused", "The document is yours once you have signed.");
  }
  return link;
}
