import "server-only";
import { gatePolicyOf } from "@/lib/gates/rules/gate-policy";
import { contentSha256 } from "@/lib/ledger/content-hash";
import type { Tx } from "@/lib/platform/db";
import type { Playbook, Strictness } from "@/lib/playbooks/schema";

type NewGates = {
  projectId: string;
  playbook: Playbook;
  strictness: Strictness;
  stageIdByKey: ReadonlyMap<string, string>;
  at: Date;
};

/** One locked gate per stage; a job evaluates them as soon as the project is there. */
export async function instantiateGates(tx: Tx, facts: NewGates): Promise<void> {
  const { playbook, strictness, stageIdByKey, projectId, at: stateSince } = facts;
  const data = playbook.stages.flatMap((stage) => {
    const stageId = stageIdByKey.get(stage.id);
    if (stageId === undefined) {
      return [];
    }
    const policy = gatePolicyOf(playbook, { stage, strictness });
    const { id: code, name, question } = stage.gate;
    const policySha256 = contentSha256(policy);
    return [{ projectId, stageId, code, name, question, policy, policySha256, stateSince }];
  });
  await tx.gate.createMany({ data });
}
