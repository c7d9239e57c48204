"use server";

import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { verifyLedger } from "@/lib/ledger/queries";
import type { VerifyLedgerView } from "@/lib/ledger/schema";
import { askToSignIn } from "@/lib/web/ask-to-sign-in";
import { currentActor } from "@/lib/web/session";

/** One step of a walk through the ledger; null where the reader may no longer look. */
export async function verifyPart(
  workspaceId: string,
  from: number,
): Promise<VerifyLedgerView | null> {
  const actor = await currentActor();
  if (actor === null) {
    return askToSignIn();
  }
  try {
    return await runQuery(verifyLedger, actor, { workspaceId, from });
  } catch (error) {
    if (error instanceof AppError) {
      return null;
    }
    throw error;
  }
}
