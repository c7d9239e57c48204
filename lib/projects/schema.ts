import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { day, optionalText, text } from "@/lib/kernel/fields";
import { strictnessLevels } from "@/lib/playbooks/schema";
import { PROJECT_KEY, projectKeySentence } from "@/lib/projects/rules/project-key";

export const projectStatuses = ["active", "paused", "closed"] as const;
export type ProjectStatus = (typeof projectStatuses)[number];

export const triggerKinds = ["evidence", "alert", "risk", "comment", "none"] as const;

export const projectName = text("The name", { max: 120 });
export const projectSummary = optionalText("The summary", { max: 1000 });
export const projectUnit = optionalText("The unit", { max: 120 });
export const startDay = day("The start");
export const projectKey = z
  .string({ error: "A key is needed." })
  .trim()
  .toUpperCase()
  .regex(PROJECT_KEY, projectKeySentence);
export const strictness = z.enum(strictnessLevels, {
  error: "Choose lite, standard or regulated.",
});
export const rolesOfPerson = z
  .array(z.enum(projectRoles, { error: "This role is not known." }))
  .min(1, "Choose at least one role.")
  .max(projectRoles.length)
  .refine((roles) => new Set(roles).size === roles.length, "A role is named twice.");
export const person = z.strictObject({
  userId: z.uuid("Choose a person.").brand<"UserId">(),
  roles: rolesOfPerson,
});
export const reasonText = text("A reason", { min: 10, max: 1000 });
