import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy } from "@/lib/web/content-policy";

const NAME = "content-security-policy";

/**
 * Gives each page a content security policy with a nonce of its own. Next
 * reads the nonce from the request and marks its own scripts with it.
 */
export function proxy(request: NextRequest): NextResponse {
  const mode = process.env.NODE_ENV === "development" ? "development" : "production";
  const policy = contentPolicy(randomBytes(16).toString("base64"), mode);
  const headers = new Headers(request.headers);
  headers.set(NAME, policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set(NAME, policy);
  return response;
}

export const config = {
  matcher: [
    {
      // Pages only. Files bring a stricter policy of their own; a body sent here would be copied.
      source: "/((?!_next/|api/|files/|search$|logo[.]svg$).*)",
      // What a running page fetches of another page holds no script.
      missing: [{ type: "header", key: "rsc" }],
    },
  ],
};
