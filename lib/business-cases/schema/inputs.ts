import * as z from "zod";
import { caseContent, usesOfEarlierEfforts } from "@/lib/business-cases/schema";
import { optionalText, rowVersion, text } from "@/lib/kernel/fields";
import { projectId } from "@/lib/kernel/ids";
import { signingInput } from "@/lib/signing/schema/inputs";

export const caseRef = z.strictObject({ projectId });

export const saveDraftInput = caseRef.extend({
  version: rowVersion,
  /** Sections that are left out stay as they are. */
  sections: caseContent.partial(),
});

export const submitCaseInput = caseRef.extend({
  version: rowVersion,
  note: optionalText("The note", { max: 300 }),
  /** Who signs, and how; the roles of the form, at once, where nothing is chosen. */
  signing: signingInput.optional(),
});

const versionNumber = z.number({ error: "Name the version." }).int().min(1).max(1_000_000);

export const returnCaseInput = caseRef.extend({
  number: versionNumber,
  reason: text("The reason", { min: 10, max: 2000 }),
});

export const caseVersionRef = caseRef.extend({ number: versionNumber });
export const compareCaseInput = caseRef.extend({ from: versionNumber, to: versionNumber });

export const searchEffortsInput = caseRef.extend({
  /** Empty looks for the words of this case itself. */
  words: optionalText("The words", { max: 200 }),
});

export const addEffortInput = caseRef.extend({
  /** The earlier project. */
  effortProjectId: projectId,
  use: z.enum(usesOfEarlierEfforts).default("undecided"),
  why: optionalText("Why it is used or not", { max: 2000 }),
});
