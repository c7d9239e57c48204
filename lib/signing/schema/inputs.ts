import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { emailAddress, secretText } from "@/lib/identity/schema";
import { day, optionalText, text } from "@/lib/kernel/fields";
import { projectId, userId, workspaceId } from "@/lib/kernel/ids";

const assurances = ["link_code", "password", "sso", "passkey"] as const;
const SLOTS_MAX = 10;

const oneLine = (value: string) => value.replaceAll(/\s+/g, " ");

/** Somebody outside, who signs by a mailed link and code. */
const guest = z.strictObject({
  name: text("The name of the guest", { max: 100 }).transform(oneLine),
  email: emailAddress,
  organisation: optionalText("The organisation", { max: 100 }).transform(oneLine),
});
export type GuestInput = z.output<typeof guest>;

const slot = z.strictObject({
  role: z.enum(projectRoles, { error: "Choose the role that signs." }),
  /** Null lets anybody sign who holds the role. */
  personId: userId.nullable().default(null),
  /** In the place of a person of the project. */
  guest: guest.nullable().default(null),
  isRequired: z.boolean().default(true),
  /** A veto ends the round when it is declined. */
  hasVeto: z.boolean().default(false),
});

/** How a version is to be signed; frozen when it is submitted. */
export const signingInput = z.strictObject({
  inOrder: z.boolean().default(false),
  quorum: z
    .number({ error: "Say how many of the others have to sign." })
    .int("Say how many of the others have to sign, as a whole number.")
    .min(0, "This cannot be negative.")
    .max(SLOTS_MAX)
    .default(0),
  minimumAssurance: z
    .enum(assurances, { error: "Choose a proof of identity." })
    .default("link_code"),
  dueOn: day("The day it is to be signed by").nullable().default(null),
  slots: z
    .array(slot)
    .min(1, "Name at least one signer.")
    .max(SLOTS_MAX, `At most ${SLOTS_MAX} people sign one version.`),
});
export type SigningInput = z.output<typeof signingInput>;

const version = z.number({ error: "Name the version." }).int().min(1).max(1_000_000);
const reason = text("The reason", { min: 10, max: 2000 });
const slotId = z.uuid("Choose one of the signers.");

export const declineInput = z.strictObject({
  projectId,
  number: version,
  role: z.enum(projectRoles),
  onBehalfOf: userId.nullable().default(null),
  reason,
});

export const remindInput = z.strictObject({ projectId, slotId, number: version });

export const replaceInput = z.strictObject({
  projectId,
  slotId,
  number: version,
  /** Null asks anybody who holds the role. */
  personId: userId.nullable().default(null),
  /** In the place of a person of the project. */
  guest: guest.nullable().default(null),
  reason,
});

const sha256 = z
  .string({ error: "Name the text by its SHA-256." })
  .regex(/^[0-9a-f]{64}$/, "A SHA-256 has 64 digits, 0 to 9 and a to f.");
const code = z
  .string({ error: "Enter the code from the mail." })
  .transform((value) => value.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "The code has six digits; it is in the mail we sent you."));

/** What only the mail to a guest contains. */
export const guestLinkInput = z.strictObject({ token: secretText });

export const signAsGuestInput = guestLinkInput.extend({
  /** What the guest saw; a text that changed since is not signed by mistake. */
  sha256,
  /** The text the guest says they have read. */
  readSha256: sha256.optional(),
  meaning: text("The meaning of your signature", { max: 300 }),
  printedName: text("Your name", { max: 100 }).transform(oneLine),
  code,
});

export type SignAsGuestInput = z.output<typeof signAsGuestInput>;

export const declineAsGuestInput = guestLinkInput.extend({ code, reason });

export const makeDelegationInput = z
  .strictObject({
    workspaceId,
    /** Null for every project. */
    projectId: projectId.nullable().default(null),
    toId: userId,
    startsOn: day("The first day"),
    endsOn: day("The last day"),
    reason: text("The reason", { min: 10, max: 500 }),
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, {
    message: "The last day lies before the first.",
    path: ["endsOn"],
  });

export const endDelegationInput = z.strictObject({ delegationId: z.uuid("Choose one of yours.") });
