import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { Actor } from "@/lib/authz/actor";
import { sessionOfHash } from "@/lib/identity/store/sessions";
import { hashOfSecret } from "@/lib/platform/secrets";
import { addressIn, type Caller } from "@/lib/web/client-address";
import { factsOfPage } from "@/lib/web/page-facts";
import { cookieName, openedSession, sealedSession } from "@/lib/web/session-cookie";

/**
 * Who is signed in, asked of the database once per request: a session that was
 * ended a moment ago is no session, whatever the cookie says.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const jar = await cookies();
  const token = await openedSession(jar.get(cookieName("session"))?.value);
  if (token === null) {
    return null;
  }
  const session = await sessionOfHash(hashOfSecret(token), new Date());
  if (session === null) {
    return null;
  }
  const { sessionId, userId, ...person } = session;
  factsOfPage().learnSelf(userId, person);
  return { kind: "user", sessionId, userId };
});

/** Whether this browser was signed in once and has not signed out; for a sentence only. */
export async function hadSession(): Promise<boolean> {
  const jar = await cookies();
  return jar.has(cookieName("session"));
}

/** Somebody not signed in, by where they come from. */
export async function visitor(): Promise<Actor> {
  return { kind: "anonymous", address: addressIn(await headers()) };
}

export async function currentCaller(): Promise<Caller> {
  const given = await headers();
  return { address: addressIn(given), userAgent: given.get("user-agent") ?? "" };
}

/** Only where cookies can be set: in actions and route handlers. */
export async function keepSession(sessionToken: string): Promise<void> {
  const jar = await cookies();
  jar.set(await sealedSession(sessionToken));
}

export async function dropSession(): Promise<void> {
  const jar = await cookies();
  jar.delete(cookieName("session"));
}
