import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { additionKinds } from "@/lib/business-cases/rules/scope-additions";
import { caseRef } from "@/lib/business-cases/schema/inputs";
import { text } from "@/lib/kernel/fields";

const person = z.object({ id: z.uuid(), name: z.string() });
const addition = z.object({
  key: z.string(),
  kind: z.enum(additionKinds),
  label: z.string(),
  detail: z.string(),
});

export const amendmentsView = z.object({
  projectId: z.uuid(),
  signedNumber: z.number().nullable(),
  /** What cannot be traced to the signed case. */
  additions: z.array(addition.extend({ isProposed: z.boolean() })),
  amendments: z.array(
    z.object({
      id: z.uuid(),
      number: z.number(),
      signedNumber: z.number(),
      status: z.enum(["proposed", "accepted", "declined"]),
      reason: z.string(),
      sha256: z.string(),
      additions: z.array(addition),
      proposedBy: person,
      proposedAt: z.iso.datetime(),
      declined: z.object({ by: z.string(), reason: z.string() }).nullable(),
      closedAt: z.iso.datetime().nullable(),
      signatures: z.array(
        z.object({
          id: z.uuid(),
          role: z.enum(projectRoles),
          title: z.string(),
          signer: person,
          assurance: z.string(),
          statementSha256: z.string(),
          signedAt: z.iso.datetime(),
        }),
      ),
      /** Titles of the roles that have not signed yet. */
      waitsFor: z.array(z.string()),
      whyNotSign: z.string().nullable(),
      whyNotDecline: z.string().nullable(),
      choices: z.array(
        z.object({ role: z.enum(projectRoles), title: z.string(), meaning: z.string() }),
      ),
    }),
  ),
  whyNotPropose: z.string().nullable(),
});
export type AmendmentsView = z.infer<typeof amendmentsView>;

const number = z.number({ error: "Name the amendment." }).int().min(1).max(10_000);
const reason = text("The reason", { min: 10, max: 2000 });

export const proposeAmendmentInput = caseRef.extend({
  additions: z
    .array(z.string().min(1).max(400))
    .min(1, "Choose at least one addition.")
    .max(50, "An amendment covers at most fifty additions."),
  reason,
});

export const amendmentRef = caseRef.extend({ number });
export const declineAmendmentInput = amendmentRef.extend({ reason });
