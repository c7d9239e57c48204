import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/web/auth-options";
import { addressIn } from "@/lib/web/client-address";
import { currentActor } from "@/lib/web/session";
import { cookieName } from "@/lib/web/session-cookie";
import { backFrom, failedStepUp, settleStepUp, ticketOf } from "@/lib/web/sso-step-up";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const { headers, cookies, nextUrl } = request;
  const caller = { address: addressIn(headers), userAgent: headers.get("user-agent") ?? "" };
  const state = nextUrl.searchParams.get("state");
  const ticket = await ticketOf(cookies.get(cookieName("step-up"))?.value, state);
  if (ticket === null) {
    return NextAuth(request, context, authOptions(caller));
  }
  let ended = failedStepUp(ticket);
  const stepUp: Parameters<typeof authOptions>[1] = async (claimed) => {
    ended = await settleStepUp(ticket, { actor: await currentActor(), claimed });
  };
  const answer: Response = await NextAuth(request, context, authOptions(caller, stepUp));
  const back = await backFrom(ticket, ended);
  for (const line of answer.headers.getSetCookie()) {
    back.append("set-cookie", line);
  }
  return new Response(null, { status: 302, headers: back });
}

export { handle as GET, handle as POST };
