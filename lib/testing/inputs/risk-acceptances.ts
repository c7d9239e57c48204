import { runCommand } from "@/lib/execution/command";
import { signAcceptance } from "@/lib/gates/commands/sign-acceptance";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { now as clockNow } from "@/lib/platform/clock";
import { requestAcceptance } from "@/lib/risks/commands/request-acceptance";
import { aProof } from "@/lib/testing/inputs/gates";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { Person, TestProject, World } from "@/lib/testing/world";

export const justification = "The pilot runs on synthetic customers, so that the harm is bounded.";

export const inDays = (days: number) => addDays(dayOf(clockNow()), days);

/** Owned by somebody else than the lead who asks, so that anybody entitled may be named. */
export async function riskOfScientist(
  world: World,
  project: TestProject,
  overrides: Record<string, unknown> = {},
) {
  const owner = await world.person(project, "data_scientist");
  const risk = await raisedRisk(project, { ownerId: owner.userId, ...overrides });
  return { ...risk, owner };
}

/** A risk whose acceptance the lead asks a risk reviewer for. */
export async function askedAcceptance(
  world: World,
  project: TestProject,
  facts: { days?: number; reviewer?: Person } = {},
) {
  const reviewer = facts.reviewer ?? (await world.person(project, "risk_reviewer"));
  const risk = await riskOfScientist(world, project);
  const asked = await runCommand(requestAcceptance, project.lead.actor, {
    riskId: risk.riskId,
    version: risk.version,
    approverId: reviewer.userId,
    role: "risk_reviewer",
    justification,
    expiresOn: inDays(facts.days ?? 30),
  });
  if (!asked.ok) {
    throw asked.error;
  }
  return { ...risk, ...asked.value, reviewer };
}

/** The same, signed by the reviewer. */
export async function signedByReviewer(
  world: World,
  project: TestProject,
  facts: { days?: number; reviewer?: Person } = {},
) {
  const asked = await askedAcceptance(world, project, facts);
  const { requestId, sha256, reviewer } = asked;
  const token = await aProof(world, reviewer, sha256);
  const signed = await runCommand(signAcceptance, reviewer.actor, { requestId, sha256, token });
  if (!signed.ok) {
    throw signed.error;
  }
  return { ...asked, ...signed.value };
}

export const validInputs: ValidInputs = {
  "risk.acceptances": async (_world, project) => ({ riskId: (await raisedRisk(project)).riskId }),
  async "risk.request-acceptance"(world, project) {
    const reviewer = await world.person(project, "risk_reviewer");
    const { riskId, version } = await riskOfScientist(world, project);
    const approverId = reviewer.userId;
    const role = "risk_reviewer";
    return { riskId, version, approverId, role, justification, expiresOn: inDays(30) };
  },
  async "risk.sign-acceptance"(world, project) {
    const { requestId, sha256, reviewer } = await askedAcceptance(world, project);
    return { requestId, sha256, token: await aProof(world, reviewer, sha256) };
  },
  async "risk.decline-acceptance"(world, project) {
    const { requestId } = await askedAcceptance(world, project);
    return { requestId, reason: "The harm is not bounded yet." };
  },
  async "risk.withdraw-acceptance-request"(world, project) {
    const { requestId } = await askedAcceptance(world, project);
    return { requestId, reason: "It was treated instead." };
  },
  async "risk.revoke-acceptance"(world, project) {
    const { acceptanceId } = await signedByReviewer(world, project);
    return { acceptanceId, reason: "The pilot was widened to real customers." };
  },
};
