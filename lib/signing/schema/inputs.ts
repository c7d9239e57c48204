import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { day, text } from "@/lib/kernel/fields";
import { projectId, userId, workspaceId } from "@/lib/kernel/ids";

const assurances = ["link_code", "password", "sso", "passkey"] as const;
const SLOTS_MAX = 10;

const slot = z.strictObject({
  role: z.enum(projectRoles, { error: "Choose the role that signs." }),
  /** Null lets anybody sign who holds the role. */
  personId: userId.nullable().default(null),
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
  personId: userId.nullable(),
  reason,
});

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
