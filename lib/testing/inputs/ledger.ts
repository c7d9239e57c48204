import type { ValidInputs } from "@/lib/testing/valid-input";
import type { World } from "@/lib/testing/world";

const workspaceOf = (world: World) => Promise.resolve({ workspaceId: world.workspaceId });

export const validInputs: ValidInputs = {
  "ledger.checkpoint": workspaceOf,
  "ledger.state": workspaceOf,
  "ledger.verify": workspaceOf,
  "ledger.inclusion-proof": async (world) => ({ ...(await workspaceOf(world)), index: 0 }),
  "ledger.consistency-proof": async (world) => ({ ...(await workspaceOf(world)), from: 0, to: 1 }),
  "ledger.hand-over-key": workspaceOf,
};
