import * as z from "zod";
import { userId } from "@/lib/kernel/ids";
import { subjectFingerprint } from "./passkeys";

/** What the note of a checked sign-on is sealed for. */
export const SSO_ANSWER = "sso answer";

/** What the sign-in route found in an answer of the identity provider it has checked. */
export const ssoAnswer = z.strictObject({
  userId,
  sessionId: z.uuid(),
  subjectSha256: subjectFingerprint,
  begunAt: z.iso.datetime(),
  issuer: z.string().min(1).max(500),
  subject: z.string().min(1).max(500),
  authTime: z.number().nullable(),
  /** Becomes the proof, so that one answer gives one proof. */
  secret: z.string().min(20).max(200),
});
export type SsoAnswer = z.output<typeof ssoAnswer>;
