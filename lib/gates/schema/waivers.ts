import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";

export const person = z.object({ id: z.uuid(), name: z.string() });
export const roleChoice = z.object({ role: z.enum(projectRoles), title: z.string() });

export const waiverView = z.object({
  id: z.uuid(),
  reason: z.string(),
  requestedBy: person,
  proposedAt: z.iso.datetime(),
  /** When the last needed role granted it; null while it is only proposed. */
  grantedAt: z.iso.datetime().nullable(),
  expiresOn: z.iso.date(),
  state: z.enum(["proposed", "in_force", "ended", "replaced"]),
  grants: z.array(roleChoice.extend({ by: person, at: z.iso.datetime() })),
  /** Roles a proposal still waits for, with the people who could speak for each. */
  missing: z.array(roleChoice.extend({ people: z.array(person) })),
});
export type WaiverView = z.infer<typeof waiverView>;

/** The proposed waiver the reader may grant, and what a grant of it binds. */
export const waiverToGrant = z.object({
  waiverId: z.uuid(),
  subjectSha256: z.string(),
  choices: z.array(roleChoice),
});
