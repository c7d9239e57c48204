import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { caseContent, caseView } from "@/lib/business-cases/schema";

/** Everything somebody sees who has nothing but a link: the text, who asks, and what became of it. */
export const guestSigningView = z.object({
  workspace: z.string(),
  project: z.string(),
  askedBy: z.string(),
  guest: z.object({ name: z.string(), organisation: z.string() }),
  /** Enough of the address for its owner to know it. */
  mailedTo: z.string(),
  role: z.enum(projectRoles),
  title: z.string(),
  number: z.number(),
  sha256: z.string(),
  submittedAt: z.string(),
  dueOn: z.string().nullable(),
  expiresAt: z.string(),
  meanings: z.array(z.string()),
  content: caseContent,
  labels: caseView.shape.labels,
  outlook: caseView.shape.outlook,
  /** Why the reader cannot sign now; null where they can. */
  whyNot: z.string().nullable(),
  /** Until when the newest code counts; null where none waits. */
  codeUntil: z.string().nullable(),
  signed: z
    .object({
      signatureId: z.uuid(),
      meaning: z.string(),
      signedAt: z.string(),
      assurance: z.string(),
      statementSha256: z.string(),
    })
    .nullable(),
  declined: z.object({ at: z.string(), reason: z.string() }).nullable(),
});
export type GuestSigningView = z.infer<typeof guestSigningView>;
