import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { pathIn } from "@/lib/web/client-address";

const START = "/portfolio";

/** To the sign-in page, which leads back to the page that was asked for. */
export async function askToSignIn(): Promise<never> {
  const path = pathIn(await headers());
  const isElsewhere = path !== "" && path !== START;
  redirect(isElsewhere ? `/sign-in?${new URLSearchParams({ next: path })}` : "/sign-in");
}
