import { redirect } from "next/navigation";
import { runQuery } from "@/lib/execution/query";
import { getEntry } from "@/lib/identity/queries/installation";
import { currentActor, visitor } from "@/lib/web/session";

/** The first address a person types leads where their work is. */
export default async function StartPage() {
  if ((await currentActor()) !== null) {
    redirect("/portfolio");
  }
  const { isFirstRun } = await runQuery(getEntry, await visitor(), {});
  redirect(isFirstRun ? "/welcome" : "/sign-in");
}
