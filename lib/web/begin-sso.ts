import "server-only";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { safeReturn } from "@/lib/identity/rules";
import { authOptions } from "@/lib/web/auth-options";
import type { Caller } from "@/lib/web/client-address";

type Step = {
  action: string[];
  method: "GET" | "POST";
  body?: object;
  cookies?: object;
  /** Said to the provider beside what every sign-in says. */
  ask?: object;
};
type Answer = { body: unknown; location: string | null; cookies: string[] };

/** The provider must ask the person anew, and say in its answer when it did. */
export const ANEW = { prompt: "login", max_age: "0" };

/**
 * The first step to the identity provider as one GET, so that the sign-in page
 * needs a plain link: next-auth wants a form with a token of its own, and a
 * form may not lead to another origin under our content security policy.
 */
export async function beginSso(
  returnTo: string,
  caller: Caller,
  ask: object = {},
): Promise<Answer> {
  const first = await handOver({ action: ["csrf"], method: "GET" }, caller);
  const { csrfToken } = first.body as { csrfToken: string };
  const cookies = Object.fromEntries(first.cookies.map(pairOf));
  const body = { csrfToken, callbackUrl: safeReturn(returnTo) };
  return handOver({ action: ["signin", "oidc"], method: "POST", body, cookies, ask }, caller);
}

/** "name=value; Path=/" as [name, value]. */
function pairOf(line: string): [string, string] {
  const [pair = ""] = line.split(";");
  const at = pair.indexOf("=");
  return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
}

/** Hands next-auth a request it would otherwise get from the browser, and keeps what it answers. */
async function handOver(step: Step, caller: Caller): Promise<Answer> {
  const { action, method, body = {}, cookies = {}, ask = {} } = step;
  const headers = new Map<string, string | string[]>();
  const answer: { body: unknown } = { body: null };
  const response = {
    status: () => response,
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader(name: string, value: string | string[]) {
      headers.set(name.toLowerCase(), value);
      return response;
    },
    send(sent: unknown) {
      answer.body = sent;
    },
    json(sent: unknown) {
      answer.body = sent;
    },
    end: () => undefined,
  };
  const request = { query: { nextauth: action, ...ask }, method, body, cookies, headers: {} };
  await NextAuth(
    request as unknown as NextApiRequest,
    response as unknown as NextApiResponse,
    authOptions(caller),
  );
  const location = headers.get("location");
  return {
    body: answer.body,
    location: typeof location === "string" ? location : null,
    cookies: [headers.get("set-cookie") ?? []].flat(),
  };
}
