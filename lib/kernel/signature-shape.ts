import * as z from "zod";

/** `SignatureWords`, for views. */
export const signatureInWords = z.object({
  signer: z.string(),
  role: z.string(),
  meaning: z.string(),
  signedAt: z.string(),
  method: z.string(),
});
