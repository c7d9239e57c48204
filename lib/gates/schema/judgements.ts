import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { person } from "@/lib/gates/schema/waivers";

const role = z.enum(projectRoles);

export const attestationView = z.object({
  criterionId: z.string(),
  statement: z.string(),
  role,
  title: z.string(),
  given: z.object({ id: z.uuid(), by: person, note: z.string(), at: z.iso.datetime() }).nullable(),
  whyNotAttest: z.string().nullable(),
  whyNotWithdraw: z.string().nullable(),
});

export const checkView = z.object({
  criterionId: z.string(),
  check: z.string(),
  guidance: z.string().nullable(),
  role,
  title: z.string(),
  /** The last word on it, in this iteration of the gate. */
  last: z
    .object({ isTicked: z.boolean(), by: person, note: z.string(), at: z.iso.datetime() })
    .nullable(),
  whyNotSet: z.string().nullable(),
});
