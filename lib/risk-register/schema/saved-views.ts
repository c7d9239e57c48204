import * as z from "zod";
import { rowVersion, text } from "@/lib/kernel/fields";
import { riskViewId, workspaceId } from "@/lib/kernel/ids";

const name = text("The name of the view", { max: 60 });

/** The part of an address behind the question mark, as the register writes it. */
const search = z
  .string({ error: "The filters of the view are missing." })
  .max(1000, "The filters of this view are too long to keep.")
  .regex(/^[A-Za-z0-9=&_.~-]*$/, "The filters of the view are not those of a register.");

export const saveRiskViewInput = z.strictObject({
  workspaceId,
  name,
  search,
  isShared: z.boolean().default(false),
});

export const renameRiskViewInput = z.strictObject({
  viewId: riskViewId,
  name,
  isShared: z.boolean().default(false),
  version: rowVersion,
});

export const deleteRiskViewInput = z.strictObject({ viewId: riskViewId, version: rowVersion });

export const listRiskViewsInput = z.strictObject({ workspaceId });

const savedView = z.object({
  id: z.uuid(),
  name: z.string(),
  search: z.string(),
  isShared: z.boolean(),
  isMine: z.boolean(),
  ownerName: z.string(),
  version: z.number(),
  whyNotChange: z.string().nullable(),
});
export const riskViewsView = z.array(savedView);
export type SavedRiskView = z.infer<typeof savedView>;
