"use server";

import { redirect } from "next/navigation";
import { runCommand } from "@/lib/execution/command";
import { revokeSession } from "@/lib/identity/commands/revoke-session";
import { currentActor, dropSession } from "@/lib/web/session";

/** Ends the session in the database first: a copied cookie is worth nothing afterwards. */
export async function signOutAction(): Promise<void> {
  const actor = await currentActor();
  if (actor?.kind === "user") {
    await runCommand(revokeSession, actor, { sessionId: actor.sessionId });
  }
  await dropSession();
  redirect("/sign-in");
}
