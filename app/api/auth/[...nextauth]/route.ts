import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/web/auth-options";
import { addressIn } from "@/lib/web/client-address";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const { headers } = request;
  const caller = { address: addressIn(headers), userAgent: headers.get("user-agent") ?? "" };
  return NextAuth(request, context, authOptions(caller));
}

export { handle as GET, handle as POST };
