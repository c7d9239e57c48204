import type { NextRequest } from "next/server";
import { beginSso } from "@/lib/web/begin-sso";
import { addressIn } from "@/lib/web/client-address";

/** Where the single sign-on link leads: on to the provider, with the checks kept in cookies. */
export async function GET(request: NextRequest): Promise<Response> {
  const { headers, nextUrl } = request;
  const caller = { address: addressIn(headers), userAgent: headers.get("user-agent") ?? "" };
  const { location, cookies } = await beginSso(nextUrl.searchParams.get("next") ?? "", caller);
  const answer = new Headers({
    location: location ?? "/sign-in?error=OAuthSignin",
    "cache-control": "no-store",
  });
  for (const cookie of cookies) {
    answer.append("set-cookie", cookie);
  }
  return new Response(null, { status: 302, headers: answer });
}
