import * as z from "zod";
import { text } from "@/lib/kernel/fields";

const base64url = z
  .string()
  .max(16_384)
  .regex(/^[A-Za-z0-9_-]+$/, "What the device answered is not complete.");
const credential = { id: base64url, rawId: base64url, type: z.literal("public-key") };
const transport = z.string().max(32);

/** What a browser hands over after it made a key. */
export const attestation = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(transport).max(10).default([]),
  }),
});

/** What a browser hands over after a device signed a challenge. */
export const assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
  }),
});
export type Assertion = z.output<typeof assertion>;

export const passkeyName = text("The name of the passkey", { max: 60 });

export const subjectFingerprint = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "The fingerprint of what you sign is missing.");

export const confirmationToken = z
  .string({ error: "Confirm who you are first." })
  .min(1, "Confirm who you are first.")
  .max(200, "This confirmation is not valid.");

const passkeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  isBackedUp: z.boolean(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});

export const passkeysView = z.object({
  rows: z.array(passkeyView),
  /** What a confirmation before any change of them is bound to. */
  changesSha256: z.string(),
  whyNotAdd: z.string().nullable(),
});
export type PasskeysView = z.infer<typeof passkeysView>;
