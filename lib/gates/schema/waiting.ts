import * as z from "zod";
import { workspaceId } from "@/lib/kernel/ids";

export const waitingInput = z.strictObject({
  workspaceId,
  cursor: z.string().max(500).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

export const waitingRow = z.object({
  kind: z.enum(["decision", "signature", "condition", "review", "finding", "proposal"]),
  /** Gate, waiver, business case, condition, request for an acceptance, risk or finding. */
  id: z.uuid(),
  projectId: z.uuid(),
  projectKey: z.string(),
  projectName: z.string(),
  title: z.string(),
  detail: z.string(),
  dueOn: z.iso.date().nullable(),
  /** Those who lent the reader their place for it; empty where it waits for the reader alone. */
  actsFor: z.array(z.string()),
  href: z.string(),
});
export type WaitingRow = z.infer<typeof waitingRow>;
