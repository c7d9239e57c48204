import * as z from "zod";
import { type ProjectRole, projectRoles } from "@/lib/authz/permissions";
import { effectiveGate } from "@/lib/playbooks/rules/effective-gate";
import {
  type Playbook,
  type PlaybookStage,
  playbook,
  separationRules,
  strictnessLevels,
} from "@/lib/playbooks/schema";

const gateShape = playbook.shape.stages.element.shape.gate.shape;

/** What one gate of one project asks for: the playbook's gate at the project's strictness. */
export const gatePolicy = z.object({
  playbook: z.object({ id: z.string(), version: z.number() }),
  strictness: z.enum(strictnessLevels),
  stageKey: z.string(),
  criteria: gateShape.criteria.element.array(),
  approvals: gateShape.approvals,
  separation: z.array(z.enum(separationRules)),
  refusals: z.enum(["one-ends-round", "majority"]),
  expires: z.string().nullable(),
  /** How long before the end of a pass the round that renews it opens by itself. */
  renewal: z.string().optional(),
  waivedBy: z.array(z.enum(projectRoles)),
});
export type GatePolicy = z.infer<typeof gatePolicy>;

const defaultWaivers = {
  lite: ["lead"],
  standard: ["sponsor", "risk_reviewer"],
  regulated: ["sponsor", "risk_reviewer"],
} as const satisfies Record<GatePolicy["strictness"], readonly ProjectRole[]>;

/** Plain JSON without absent members, so that its hash is the hash of what is stored. */
export function gatePolicyOf(
  source: Pick<Playbook, "id" | "version" | "strictness">,
  at: { stage: PlaybookStage; strictness: GatePolicy["strictness"] },
): GatePolicy {
  const { stage, strictness } = at;
  const gate = effectiveGate(stage.gate, strictness);
  const policy: GatePolicy = {
    playbook: { id: source.id, version: source.version },
    strictness,
    stageKey: stage.id,
    criteria: gate.criteria,
    approvals: gate.approvals,
    separation: gate.separation,
    refusals: gate.refusals ?? "one-ends-round",
    expires: gate.expires,
    renewal: gate.renewal,
    waivedBy: source.strictness[strictness].waivedBy ?? [...defaultWaivers[strictness]],
  };
  return JSON.parse(JSON.stringify(policy)) as GatePolicy;
}
