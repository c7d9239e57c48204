import "server-only";
import * as z from "zod";
import { defineQuery } from "@/lib/execution/query";
import { passkeyChangesSha256, whyNoPasskeys } from "@/lib/identity/policy/passkey-changes";
import { passkeysView } from "@/lib/identity/schema/passkeys";
import { listPasskeys as readPasskeys } from "@/lib/identity/store/passkeys";
import { env } from "@/lib/platform/env";

export const listPasskeys = defineQuery({
  name: "passkeys.list",
  permission: "self",
  input: z.strictObject({}),
  output: passkeysView,
  operation: { method: "GET", path: "/me/passkeys", summary: "Your passkeys" },
  scope: () => Promise.resolve({ kind: "self" }),

  async fetch({ db, access }) {
    const passkeys = await readPasskeys(db, access.userId);
    return {
      rows: passkeys.map(({ id, name, isBackedUp, createdAt, lastUsedAt }) => ({
        id,
        name,
        isBackedUp,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
      changesSha256: passkeyChangesSha256(access.userId),
      whyNotAdd: whyNoPasskeys(env().WAYMARK_URL),
    };
  },
});
