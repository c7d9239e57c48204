import "server-only";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/platform/env";

/** How long a cookie may be kept; whether its session still lives is asked on every request. */
export function sessionSeconds(): number {
  return env().SESSION_MAX_DAYS * 86_400;
}

export function isServedOverHttps(): boolean {
  return env().WAYMARK_URL.startsWith("https://");
}

/** `__Host-` binds a cookie to this host over https; browsers refuse the name over plain http. */
export function cookieName(purpose: string): string {
  return isServedOverHttps() ? `__Host-waymark.${purpose}` : `waymark.${purpose}`;
}

export function cookieOptions() {
  return {
    httpOnly: true,
    sameSite: "lax" as const,
    path: "/",
    secure: isServedOverHttps(),
  };
}

/** The cookie carries the random session id and nothing about the person. */
export async function sealedSession(sessionToken: string) {
  const secret = env().AUTH_SECRET;
  const maxAge = sessionSeconds();
  const value = await encode({ token: { sid: sessionToken }, secret, maxAge });
  return { name: cookieName("session"), value, ...cookieOptions(), maxAge };
}

/** The session id in a cookie, or null for one that was not sealed here or is too old. */
export async function openedSession(cookie: string | undefined): Promise<string | null> {
  if (cookie === undefined || cookie === "") {
    return null;
  }
  try {
    return sidOf(await decode({ token: cookie, secret: env().AUTH_SECRET }));
  } catch {
    return null;
  }
}

export function sidOf(token: unknown): string | null {
  const sid = typeof token === "object" && token !== null && "sid" in token ? token.sid : null;
  return typeof sid === "string" ? sid : null;
}
