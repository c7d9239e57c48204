import "server-only";
import type { Actor } from "@/lib/authz/actor";
import { tokenOfHash } from "@/lib/identity/store/api-tokens";
import { hashOfSecret } from "@/lib/platform/secrets";

const BEARER = /^Bearer (wm_[A-Za-z0-9_-]{43})$/;

/** Who a request's API token belongs to; looked up each time, so that revoking ends it at once. */
export async function tokenActor(request: Request): Promise<Actor | null> {
  const [, token] = BEARER.exec(request.headers.get("authorization") ?? "") ?? [];
  if (token === undefined) {
    return null;
  }
  const found = await tokenOfHash(hashOfSecret(token), new Date());
  return found === null ? null : { kind: "token", ...found };
}
