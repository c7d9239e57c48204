import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { runCommand } from "@/lib/execution/command";
import { revokeSession } from "@/lib/identity/commands/revoke-session";
import { safeReturn } from "@/lib/identity/rules";
import { sessionOfHash } from "@/lib/identity/store/sessions";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { hashOfSecret } from "@/lib/platform/secrets";
import type { Caller } from "@/lib/web/client-address";
import {
  cookieName,
  cookieOptions,
  isServedOverHttps,
  sessionSeconds,
  sidOf,
} from "@/lib/web/session-cookie";
import { signInWithPassword, signInWithSso } from "@/lib/web/sign-in";

const CHECK_SECONDS = 900;

type Claims = {
  sub: string;
  iss: string;
  name?: string;
  email?: string;
  email_verified?: boolean | string;
  auth_time?: number | undefined;
};

/** Whom the provider named, and when it had asked them; null where it does not say. */
type Claimed = { issuer: string; subject: string; authTime: number | null };
/** Takes a checked answer that is to confirm a signature, and opens no session. */
export type StepUp = (claimed: Claimed) => Promise<void>;

/**
 * Everything Waymark asks of next-auth, made anew per request so that what one
 * sign-in found out stays in that sign-in. Sessions are rows of our own: the
 * cookie only carries a random id, and what a client sends with `update` is
 * not looked at.
 */
export function authOptions(caller: Caller, stepUp: StepUp | null = null): NextAuthOptions {
  // next-auth reads its own address from this variable and nowhere else.
  process.env.NEXTAUTH_URL = env().WAYMARK_URL;
  const opened: { sid: string | null } = { sid: null };
  return {
    secret: env().AUTH_SECRET,
    providers: [passwordProvider(caller, opened), ...ssoProviders()],
    session: { strategy: "jwt", maxAge: sessionSeconds() },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    useSecureCookies: isServedOverHttps(),
    cookies: ownCookies(),
    logger: ownLogger,
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.type !== "oauth") {
          return true;
        }
        if (stepUp !== null) {
          const { iss: issuer, sub: subject, auth_time: authTime = null } = profile as Claims;
          await stepUp({ issuer, subject, authTime });
          return "/";
        }
        const result = await signInWithSso(claimOf(profile as Claims), caller);
        opened.sid = result.ok ? result.value.sessionToken : null;
        return result.ok ? true : "/sign-in?error=unknown-identity";
      },
      jwt: ({ token, trigger }) =>
        Promise.resolve({ sid: trigger === "signIn" ? opened.sid : sidOf(token) }),
      session: ({ session }) => Promise.resolve({ expires: session.expires }),
      redirect: ({ url, baseUrl }) =>
        Promise.resolve(`${baseUrl}${safeReturn(pathOf(url, baseUrl))}`),
    },
    events: { signOut: ({ token }) => endSession(sidOf(token)) },
  };
}

function pathOf(url: string, baseUrl: string): string {
  return url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
}

function passwordProvider(caller: Caller, opened: { sid: string | null }) {
  return CredentialsProvider({
    name: "E-mail and password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(credentials) {
      const { email, password } = credentials ?? { email: "", password: "" };
      const result = await signInWithPassword({ email, password }, caller);
      if (!result.ok) {
        return null;
      }
      opened.sid = result.value.sessionToken;
      return { id: result.value.userId };
    },
  });
}

/** Any OpenID Connect provider, by its discovery document. */
function ssoProviders(): OAuthConfig<Claims>[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) {
    return [];
  }
  return [
    {
      id: "oidc",
      name: OIDC_NAME,
      type: "oauth",
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET ?? "",
      authorization: { params: { scope: "openid email profile" } },
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      userinfo: {
        // The ID token says who it is; strict providers tell the address only at the second place.
        async request({ tokens, client }) {
          const claims = (tokens as { claims(): Claims }).claims();
          const more = claims.email === undefined ? await client.userinfo(tokens as never) : {};
          return { ...more, ...claims, auth_time: claims.auth_time };
        },
      },
      profile: (claims) => ({ id: claims.sub, name: claims.name ?? "", email: claims.email ?? "" }),
    },
  ];
}

function claimOf(claims: Claims) {
  const { iss: issuer, sub: subject, name = "", email = "", email_verified: verified } = claims;
  const isEmailVerified = verified === true || verified === "true";
  return { issuer, subject, name, email, isEmailVerified };
}

async function endSession(sid: string | null): Promise<void> {
  const session = sid === null ? null : await sessionOfHash(hashOfSecret(sid), new Date());
  if (session !== null) {
    const { sessionId } = session;
    await runCommand(revokeSession, { kind: "user", ...session }, { sessionId });
  }
}

function ownCookies(): NonNullable<NextAuthOptions["cookies"]> {
  const options = cookieOptions();
  const check = { ...options, maxAge: CHECK_SECONDS };
  return {
    sessionToken: { name: cookieName("session"), options },
    callbackUrl: { name: cookieName("callback"), options },
    csrfToken: { name: cookieName("csrf"), options },
    pkceCodeVerifier: { name: cookieName("pkce"), options: check },
    state: { name: cookieName("state"), options: check },
    nonce: { name: cookieName("nonce"), options: check },
  };
}

/** The code only: what next-auth logs beside it may hold tokens. */
const ownLogger: NonNullable<NextAuthOptions["logger"]> = {
  error: (code, metadata) => {
    const cause = metadata instanceof Error ? metadata : metadata.error;
    log().warn({ code, cause: cause instanceof Error ? cause.message : "" }, "sign-in failed");
  },
  warn: (code) => log().debug({ code }, "next-auth"),
  debug: () => undefined,
};
