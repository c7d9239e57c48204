import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { getMe } from "@/lib/identity/queries";
import type { MeView } from "@/lib/identity/schema";
import { readForPage } from "@/lib/web/for-page";

export const WORKSPACE_COOKIE = "wm-workspace";

/** The signed-in person, read once per request for shell and page together. */
export const currentPerson = cache((): Promise<MeView> => readForPage(getMe, {}));

/**
 * The workspace chosen last, or the first; null for somebody who is in none.
 * Only a choice among the person's own: a cookie naming another one counts for nothing.
 */
export const chosenWorkspace = cache(async () => {
  const { workspaces } = await currentPerson();
  const jar = await cookies();
  const chosen = jar.get(WORKSPACE_COOKIE)?.value;
  return workspaces.find(({ id }) => id === chosen) ?? workspaces[0] ?? null;
});
