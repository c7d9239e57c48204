import * as z from "zod";
import { documentSubject } from "@/lib/documents/schema";
import { gateId, projectId } from "@/lib/kernel/ids";
import { guestLinkInput } from "@/lib/signing/schema/inputs";

const sha256 = z
  .string({ error: "A SHA-256 is needed." })
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{64}$/, "A SHA-256 has 64 digits, 0 to 9 and a to f.");

const number = z.number({ error: "Name the version." }).int().min(1).max(1_000_000);

/** Without a number the latest version; zero is the draft. */
export const caseDocumentInput = z.strictObject({
  projectId,
  number: z.number().int().min(0).max(1_000_000).optional(),
});

/** Without a number the latest round. */
export const gateDocumentInput = z.strictObject({
  gateId,
  number: z.number().int().min(1).max(1_000_000).optional(),
});

export const documentsOfProjectInput = z.strictObject({ projectId });

const subjectRef = z.strictObject({
  projectId,
  subject: documentSubject,
  subjectId: z.uuid("Name the business case or the gate."),
  number,
});

export const issueDocumentInput = subjectRef.extend({ sha256 });
export const issueGuestDocumentInput = guestLinkInput.extend({ sha256 });
export const recordViewInput = subjectRef;

export const verifyHashInput = z.strictObject({ sha256 });

const PDF_BASE64_MAX = 28_000_000;
const JSON_MAX = 20_000_000;

/** Exactly one of the two: the file in base64, or a receipt or bundle as it was downloaded. */
export const verifyFileInput = z
  .strictObject({
    pdf: z.string().min(1, "The PDF is empty.").max(PDF_BASE64_MAX, "At most 20 MB.").optional(),
    json: z.string().min(1, "The file is empty.").max(JSON_MAX, "At most 20 MB.").optional(),
  })
  .refine((given) => (given.pdf === undefined) !== (given.json === undefined), {
    message: "Send either `pdf`, in base64, or `json`, as text.",
    path: ["pdf"],
  });
