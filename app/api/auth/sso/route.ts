import type { NextRequest } from "next/server";
import { subjectFingerprint } from "@/lib/identity/schema/passkeys";
import { ANEW, beginSso } from "@/lib/web/begin-sso";
import { addressIn } from "@/lib/web/client-address";
import { currentActor } from "@/lib/web/session";
import { ticketCookie } from "@/lib/web/sso-step-up";

/**
 * Where the single sign-on links lead: on to the provider, with the checks
 * kept in cookies. With `confirm`, the hash of what is to be signed, it is the
 * signed-in person who proves anew who they are.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const { headers, nextUrl } = request;
  const caller = { address: addressIn(headers), userAgent: headers.get("user-agent") ?? "" };
  const returnTo = nextUrl.searchParams.get("next") ?? "";
  const confirm = nextUrl.searchParams.get("confirm");
  if (confirm === null) {
    const { location, cookies } = await beginSso(returnTo, caller);
    return onward(location ?? "/sign-in?error=OAuthSignin", cookies);
  }
  const subject = subjectFingerprint.safeParse(confirm);
  const actor = await currentActor();
  if (actor?.kind !== "user") {
    return onward(`/sign-in?next=${encodeURIComponent(returnTo)}`, []);
  }
  // Another site may not send anybody off to confirm something.
  if (!subject.success || headers.get("sec-fetch-site") === "cross-site") {
    return onward("/my-work", []);
  }
  const { location, cookies } = await beginSso("/", caller, ANEW);
  if (location === null || !URL.canParse(location)) {
    return onward("/sign-in?error=OAuthSignin", []);
  }
  const facts = { location, subjectSha256: subject.data, returnTo };
  return onward(location, [...cookies, await ticketCookie(actor, facts)]);
}

function onward(location: string, cookies: readonly string[]): Response {
  const answer = new Headers({ location, "cache-control": "no-store" });
  for (const cookie of cookies) {
    answer.append("set-cookie", cookie);
  }
  return new Response(null, { status: 302, headers: answer });
}
