import { proposeAmendment } from "@/lib/business-cases/commands/propose-amendment";
import { getCase } from "@/lib/business-cases/queries";
import { getAmendments } from "@/lib/business-cases/queries/amendments";
import { getAssumptions, getScorecard } from "@/lib/business-cases/queries/case-life";
import { pushMetric } from "@/lib/evidence/commands/push-metric";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { signAmendment } from "@/lib/gates/commands/sign-amendment";
import { signCase } from "@/lib/gates/commands/sign-case";
import { changeStatus } from "@/lib/projects/commands/change-status";
import { createTask } from "@/lib/tasks/commands/create-task";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { aProof } from "@/lib/testing/inputs/gates";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { Person, TestProject, World } from "@/lib/testing/world";

/** Signs the latest version in one role, as a person would. */
export async function caseSignedAs(
  world: World,
  project: TestProject,
  given: { by: Person; role: string },
) {
  const { by, role } = given;
  const view = await runQuery(getCase, by.actor, { projectId: project.id });
  const { number = 0, sha256 = "" } = view.latest ?? {};
  const input = await signatureOn(world, by, { projectId: project.id, number, sha256 });
  return runCommand(signCase, by.actor, { ...input, role });
}

export function amendmentSigned(by: Person, input: unknown) {
  return runCommand(signAmendment, by.actor, input);
}

export async function aMetricOfChurn(project: TestProject, dataSetHash: string): Promise<string> {
  const pushed = await runCommand(pushMetric, project.lead.actor, {
    projectId: project.id,
    name: "churn",
    value: 8.7,
    direction: "lower_is_better",
    dataSetHash,
  });
  return pushed.ok ? pushed.value.metricId : "";
}

export async function closedWith(project: TestProject, reason: string) {
  const { id: projectId, lead } = project;
  return runCommand(changeStatus, lead.actor, { projectId, version: 1, to: "closed", reason });
}

/** A full case, submitted by the lead and signed by a sponsor. */
export async function signedCase(
  world: World,
  project: TestProject,
  given: Parameters<typeof submittedCase>[1] = {},
): Promise<{ sponsor: Person; number: number; version: number }> {
  const sponsor = await world.person(project, "sponsor");
  const { number, sha256 } = await submittedCase(project, given);
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
  return { sponsor, number, version: signed.value.version };
}

/** A first reading of the first business criterion. */
export async function aReading(project: TestProject, overrides: Record<string, unknown> = {}) {
  const view = await runQuery(getScorecard, project.lead.actor, { projectId: project.id });
  return {
    projectId: project.id,
    criterionKey: view.rows[0]?.key ?? "",
    checkpoint: "days_90",
    value: 9.4,
    note: "Monthly report of March",
    ...overrides,
  };
}

export async function firstAssumption(project: TestProject) {
  const view = await runQuery(getAssumptions, project.lead.actor, { projectId: project.id });
  return view.rows[0];
}

/** A task of the team's own, which no playbook and no case names. */
export async function aTaskOfTheirOwn(world: World, project: TestProject, name: string) {
  const where = { projectId: project.id };
  const { id: stageId } = await world.db.stage.findFirstOrThrow({ where });
  const input = { ...where, stageId, name, role: "data_scientist" };
  const made = await runCommand(createTask, project.lead.actor, input);
  if (!made.ok) {
    throw made.error;
  }
}

/** An amendment for everything that the signed case does not name. */
export async function proposedAmendment(world: World, project: TestProject) {
  const { sponsor } = await signedCase(world, project);
  await aTaskOfTheirOwn(world, project, "Ask the works council");
  const view = await runQuery(getAmendments, project.lead.actor, { projectId: project.id });
  const proposed = await runCommand(proposeAmendment, project.lead.actor, {
    projectId: project.id,
    additions: view.additions.map(({ key }) => key),
    reason: "The regulator asks for the gap between groups.",
  });
  if (!proposed.ok) {
    throw proposed.error;
  }
  return { sponsor, ...proposed.value };
}

export async function signatureOn(
  world: World,
  by: Person,
  amendment: { projectId: string; number: number; sha256: string },
) {
  const { projectId, number, sha256 } = amendment;
  const token = await aProof(world, by, sha256);
  return { projectId, number, sha256, readSha256: sha256, role: "sponsor", token };
}

const ofProject = (_world: World, project: TestProject) =>
  Promise.resolve({ projectId: project.id });

export const validInputs: ValidInputs = {
  "case.scorecard": ofProject,
  "case.assumptions": ofProject,
  "case.amendments": ofProject,
  "case.earlier-efforts": ofProject,
  "case.note-ends": ofProject,
  async "case.record-actual"(world, project) {
    await signedCase(world, project);
    return aReading(project);
  },
  "case.set-go-live": (_world, project) =>
    Promise.resolve({ projectId: project.id, on: "2026-01-05" }),
  async "case.review-assumption"(_world, project) {
    await submittedCase(project);
    const first = await firstAssumption(project);
    return {
      projectId: project.id,
      assumptionKey: first?.key ?? "",
      verdict: "holds",
      note: "Seen in the delivery log.",
    };
  },
  async "case.add-effort"(world, project) {
    const earlier = await world.project({ name: "Churn rules" });
    await world.db.projectMember.create({
      data: { projectId: earlier.id, userId: project.lead.userId, roles: ["viewer"] },
    });
    return { projectId: project.id, effortProjectId: earlier.id, use: "used", why: "As baseline" };
  },
  async "case.propose-amendment"(world, project) {
    await signedCase(world, project);
    await aTaskOfTheirOwn(world, project, "Ask the works council");
    const view = await runQuery(getAmendments, project.lead.actor, { projectId: project.id });
    return {
      projectId: project.id,
      additions: view.additions.map(({ key }) => key),
      reason: "The regulator asks for the gap between groups.",
    };
  },
  async "case.decline-amendment"(world, project) {
    const { number } = await proposedAmendment(world, project);
    return { projectId: project.id, number, reason: "The gap is not our measure." };
  },
  async "case.sign-amendment"(world, project) {
    const amendment = await proposedAmendment(world, project);
    return signatureOn(world, amendment.sponsor, amendment);
  },
};
