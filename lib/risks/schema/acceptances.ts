import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { day, rowVersion, text } from "@/lib/kernel/fields";
import { riskId, userId } from "@/lib/kernel/ids";
import { acceptingRoles } from "@/lib/risks/rules/matrix-bounds";

const reason = text("The reason", { min: 5, max: 2000 });
const requestId = z.uuid("Name the request.");

export const requestAcceptanceInput = z.strictObject({
  riskId,
  approverId: userId,
  role: z.enum(acceptingRoles, { error: "Choose the role in which it is accepted." }),
  justification: text("The justification", { min: 10, max: 2000 }),
  expiresOn: day("The last day of the acceptance"),
  version: rowVersion,
});

const acceptanceRequestRef = z.strictObject({ requestId });

export const signAcceptanceInput = acceptanceRequestRef.extend({
  /** What the signer saw; a risk that changed since is not accepted by mistake. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "The fingerprint of what you sign is missing."),
  token: z
    .string({ error: "Confirm who you are before you sign." })
    .min(1, "Confirm who you are before you sign.")
    .max(200, "This confirmation is not valid."),
});

export const declineAcceptanceInput = acceptanceRequestRef.extend({ reason });
export const withdrawAcceptanceInput = acceptanceRequestRef.extend({ reason });

export const revokeAcceptanceInput = z.strictObject({
  acceptanceId: z.uuid("Name the acceptance."),
  reason,
});

const acceptanceView = z.object({
  id: z.uuid(),
  approverName: z.string(),
  role: z.enum(projectRoles),
  justification: z.string(),
  likelihood: z.number(),
  impact: z.number(),
  acceptedAt: z.iso.datetime(),
  expiresOn: z.iso.date(),
  state: z.enum(["standing", "over", "revoked"]),
  revokedReason: z.string(),
  signatureId: z.uuid(),
  /** Null where the reader may revoke it. */
  whyNotRevoke: z.string().nullable(),
});

const requestView = z.object({
  id: z.uuid(),
  requestedByName: z.string(),
  approverName: z.string(),
  approverId: z.uuid(),
  role: z.enum(projectRoles),
  justification: z.string(),
  expiresOn: z.iso.date(),
  requestedAt: z.iso.datetime(),
  sha256: z.string(),
  /** Null where the reader may sign or decline it. */
  whyNotSign: z.string().nullable(),
  whyNotWithdraw: z.string().nullable(),
});

/** Everything about the acceptance of one risk. */
export const riskAcceptancesView = z.object({
  riskId: z.uuid(),
  key: z.string(),
  levelName: z.string(),
  acceptedForDays: z.number(),
  /** Who may be named, each in a role that accepts this level. */
  candidates: z.array(
    z.object({ userId: z.uuid(), name: z.string(), role: z.enum(acceptingRoles) }),
  ),
  /** Why nobody can be asked now, in words. */
  whyNotRequest: z.string().nullable(),
  waiting: requestView.nullable(),
  acceptances: z.array(acceptanceView),
});
export type RiskAcceptancesView = z.infer<typeof riskAcceptancesView>;
