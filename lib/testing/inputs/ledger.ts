import { runCommand } from "@/lib/execution/command";
import { signCase } from "@/lib/gates/commands/sign-case";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { aProof } from "@/lib/testing/inputs/gates";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { TestProject, World } from "@/lib/testing/world";

const workspaceOf = (world: World) => Promise.resolve({ workspaceId: world.workspaceId });

/** The business case of a project, submitted and signed by a sponsor of its own. */
export async function signedCase(
  world: World,
  project: TestProject,
): Promise<{ signatureId: string }> {
  const sponsor = await world.person(project, "sponsor");
  const { number, sha256 } = await submittedCase(project);
  const token = await aProof(world, sponsor, sha256);
  const signed = await runCommand(signCase, sponsor.actor, {
    projectId: project.id,
    number,
    sha256,
    readSha256: sha256,
    role: "sponsor",
    token,
  });
  if (!signed.ok) {
    throw signed.error;
  }
  return { signatureId: signed.value.signatureId };
}

export const validInputs: ValidInputs = {
  "ledger.checkpoint": workspaceOf,
  "ledger.keys": () => Promise.resolve({}),
  "ledger.state": workspaceOf,
  "ledger.verify": workspaceOf,
  "ledger.inclusion-proof": async (world) => ({ ...(await workspaceOf(world)), index: 0 }),
  "ledger.consistency-proof": async (world) => ({ ...(await workspaceOf(world)), from: 0, to: 1 }),
  "ledger.hand-over-key": workspaceOf,
  "signature.receipt": signedCase,
};
