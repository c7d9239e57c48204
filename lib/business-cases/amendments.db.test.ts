import { describe, expect, it } from "vitest";
import { addEffort } from "@/lib/business-cases/commands/add-effort";
import { declineAmendment } from "@/lib/business-cases/commands/decline-amendment";
import { proposeAmendment } from "@/lib/business-cases/commands/propose-amendment";
import { getCase } from "@/lib/business-cases/queries";
import { getAmendments } from "@/lib/business-cases/queries/amendments";
import { searchEarlierEfforts } from "@/lib/business-cases/queries/earlier-efforts";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { movePlaybook } from "@/lib/projects/commands/move-playbook";
import { removeAction } from "@/lib/risk-treatment/commands/remove-action";
import { aFullCase, submittedCase } from "@/lib/testing/inputs/business-cases";
import {
  amendmentSigned,
  aTaskOfTheirOwn,
  caseSignedAs,
  closedWith,
  proposedAmendment,
  signatureOn,
  signedCase,
} from "@/lib/testing/inputs/case-life";
import { twoVersions } from "@/lib/testing/inputs/projects";
import { plannedAction } from "@/lib/testing/inputs/risk-treatment";
import { aWorld, type TestProject } from "@/lib/testing/world";

function amendments(project: TestProject) {
  return runQuery(getAmendments, project.lead.actor, { projectId: project.id });
}

describe("scope additions", () => {
  it("are the tasks that the team added after the signing", async () => {
    const world = await aWorld();
    const project = await world.project();
    await aTaskOfTheirOwn(world, project, "Before the signing");
    await signedCase(world, project);
    await aTaskOfTheirOwn(world, project, "Ask the works council");
    const labels = (await amendments(project)).additions.map(({ label }) => label);
    expect(labels.some((label) => label.endsWith("Ask the works council"))).toBe(true);
    expect(labels.some((label) => label.endsWith("Before the signing"))).toBe(false);
  });

  it("are measures of a playbook the project moved to after the signing, and none of the one it had", async () => {
    const world = await aWorld();
    const versions = await twoVersions(world, {
      first: (copy) => copy,
      second: (first) => first.replace(/threshold: 0\.05/, "threshold: 0.02"),
    });
    const project = await world.project({
      playbookVersionId: versions.firstId,
      strictness: "regulated",
    });
    const reviewer = await world.person(project, "risk_reviewer");
    await signedCase(world, project);
    await caseSignedAs(world, project, { by: reviewer, role: "risk_reviewer" });
    expect((await amendments(project)).additions).toEqual([]);
    const moved = await runCommand(movePlaybook, project.lead.actor, {
      projectId: project.id,
      version: 1,
      playbookVersionId: versions.secondId,
    });
    expect(moved).toMatchObject({ ok: true });
    const { additions } = await amendments(project);
    expect(additions.map(({ kind, label }) => [kind, label])).toEqual([
      ["gate_criterion", "recall_gap at most 0.02"],
    ]);
  });
});

describe("an action against a risk", () => {
  it("is no scope addition as long as it is tied to the risk", async () => {
    const world = await aWorld();
    const project = await world.project();
    await signedCase(world, project);
    const { actionId, riskId } = await plannedAction(project);
    expect((await amendments(project)).additions).toEqual([]);
    const reason = "It was meant for another risk.";
    const { version } = await world.db.risk.findUniqueOrThrow({ where: { id: riskId } });
    const untied = await runCommand(removeAction, project.lead.actor, {
      actionId,
      version,
      reason,
    });
    expect(untied).toMatchObject({ ok: true });
    const { additions } = await amendments(project);
    expect(additions.map(({ label }) => label)).toEqual([
      expect.stringContaining("Drop the notes column"),
    ]);
  });
});

describe("case.sign-amendment", () => {
  it("accepts what it names with a signature bound to that text, and traces it from then on", async () => {
    const world = await aWorld();
    const project = await world.project();
    const amendment = await proposedAmendment(world, project);
    const { sponsor, sha256, amendmentId } = amendment;
    const input = await signatureOn(world, sponsor, amendment);
    const signed = await amendmentSigned(sponsor, input);
    expect(signed).toMatchObject({ ok: true, value: { status: "accepted" } });
    expect(await amendmentSigned(sponsor, input)).toEqual(signed);
    const row = await world.db.signature.findFirstOrThrow({ where: { subjectId: amendmentId } });
    expect(row).toMatchObject({
      subject: "case_amendment",
      subjectSha256: sha256,
      assurance: "password",
    });
    expect(row.buildsOn).toHaveLength(1);
    expect((await amendments(project)).additions).toEqual([]);
    expect(await world.auditTypes(project.id)).toContain("amendment.signed");
    const where = { id: amendmentId };
    await expect(
      world.db.caseAmendment.updateMany({ where, data: { reason: "other" } }),
    ).rejects.toThrow();
    await aTaskOfTheirOwn(world, project, "One more wish");
    expect((await amendments(project)).additions).toHaveLength(1);
  });

  it("refuses the lead, a proof for another text, another hash and another role", async () => {
    const world = await aWorld();
    const project = await world.project();
    const amendment = await proposedAmendment(world, project);
    const { sponsor } = amendment;
    const other = await signatureOn(world, sponsor, { ...amendment, sha256: "0".repeat(64) });
    const { sha256 } = amendment;
    const sign = (overrides: Record<string, unknown>, by = sponsor) =>
      amendmentSigned(by, { ...other, ...overrides });
    const refused = { ok: false, error: { code: "rule_refused" } };
    expect(await sign({ sha256, readSha256: sha256 })).toMatchObject(refused);
    expect(await sign({})).toMatchObject({ error: { code: "conflict" } });
    const mine = await signatureOn(world, project.lead, amendment);
    expect(await amendmentSigned(project.lead, mine)).toMatchObject(refused);
    const token = (await signatureOn(world, sponsor, amendment)).token;
    const role = { sha256, readSha256: sha256, token, role: "lead" };
    expect(await sign(role)).toMatchObject({ error: { code: "invalid_input" } });
    const where = { subject: "case_amendment" as const, projectId: project.id };
    expect(await world.db.signature.count({ where })).toBe(0);
  });
});

describe("case.sign-amendment in the regulated form", () => {
  it("waits for the risk reviewer", async () => {
    const world = await aWorld();
    const project = await world.project({ strictness: "regulated" });
    const reviewer = await world.person(project, "risk_reviewer");
    const { sponsor } = await signedCase(world, project);
    await caseSignedAs(world, project, { by: reviewer, role: "risk_reviewer" });
    await aTaskOfTheirOwn(world, project, "Ask the works council");
    const open = await amendments(project);
    const proposed = await runCommand(proposeAmendment, project.lead.actor, {
      projectId: project.id,
      additions: open.additions.map(({ key }) => key),
      reason: "The regulator asks for it.",
    });
    const { number = 0, sha256 = "" } = proposed.ok ? proposed.value : {};
    const base = { projectId: project.id, number, sha256 };
    const first = await amendmentSigned(sponsor, await signatureOn(world, sponsor, base));
    expect(first).toMatchObject({ value: { status: "proposed" } });
    const second = { ...(await signatureOn(world, reviewer, base)), role: "risk_reviewer" };
    expect(await amendmentSigned(reviewer, second)).toMatchObject({
      value: { status: "accepted" },
    });
  });
});

describe("case.propose-amendment and case.decline-amendment", () => {
  it("has one open at a time, is declined with a reason, and can be proposed again", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { sponsor, number } = await proposedAmendment(world, project);
    const keys = (await amendments(project)).additions.map(({ key }) => key);
    const input = { projectId: project.id, additions: keys, reason: "Asked for once more." };
    const { actor } = project.lead;
    expect(await runCommand(proposeAmendment, actor, input)).toMatchObject({
      error: { code: "rule_refused" },
    });
    const decline = { projectId: project.id, number, reason: "The gap is not our measure." };
    expect(
      await runCommand(declineAmendment, sponsor.actor, { ...decline, reason: "no" }),
    ).toMatchObject({
      error: { code: "invalid_input" },
    });
    const declined = await runCommand(declineAmendment, sponsor.actor, decline);
    expect(declined).toMatchObject({ ok: true });
    expect(await runCommand(declineAmendment, sponsor.actor, decline)).toEqual(declined);
    const told = await world.db.notification.findMany({ where: { userId: project.lead.userId } });
    expect(told.some(({ title }) => title.includes("declined amendment 1"))).toBe(true);
    expect(await runCommand(proposeAmendment, actor, input)).toMatchObject({
      value: { number: 2 },
    });
    expect(await world.auditTypes(project.id)).toContain("amendment.declined");
  });

  it("refuses a data scientist, what is no addition, and a case nobody signed", async () => {
    const world = await aWorld();
    const project = await world.project();
    const scientist = await world.person(project, "data_scientist");
    const input = { projectId: project.id, additions: ["task:none"], reason: "Asked for by law." };
    expect(await runCommand(proposeAmendment, project.lead.actor, input)).toMatchObject({
      error: { code: "rule_refused" },
    });
    await signedCase(world, project);
    await aTaskOfTheirOwn(world, project, "Ask the works council");
    expect(await runCommand(proposeAmendment, scientist.actor, input)).toMatchObject({
      error: { code: "rule_refused" },
    });
    expect(await runCommand(proposeAmendment, project.lead.actor, input)).toMatchObject({
      error: { code: "conflict" },
    });
  });
});

describe("earlier efforts", () => {
  it("are found by their words among the projects the reader may see", async () => {
    const world = await aWorld();
    const project = await world.project();
    const seen = await world.project({
      name: "Lapse warning",
      summary: "Warns about policies that lapse",
    });
    const hidden = await world.project({ name: "Lapse scoring of brokers" });
    await world.db.projectMember.create({
      data: { projectId: seen.id, userId: project.lead.userId, roles: ["viewer"] },
    });
    await closedWith(seen, "Lesson: warn a month earlier.");
    const found = await runQuery(searchEarlierEfforts, project.lead.actor, {
      projectId: project.id,
      words: "lapsing policy",
    });
    expect(found.rows.map((row) => row.projectId)).toEqual([seen.id]);
    expect(found.rows[0]).toMatchObject({
      result: "Closed: Lesson: warn a month earlier.",
      lesson: "Lesson: warn a month earlier.",
      isInCase: false,
    });
    const all = await runQuery(searchEarlierEfforts, world.owner.actor, {
      projectId: project.id,
      words: "lapse",
    });
    expect(all.rows.map((row) => row.projectId)).toContain(hidden.id);
    const odd = { projectId: project.id, words: "' & | ! <-> ((" };
    expect((await runQuery(searchEarlierEfforts, project.lead.actor, odd)).rows).toEqual([]);
  });

  it("come into the case with result, lesson and link, once", async () => {
    const world = await aWorld();
    const project = await world.project();
    const earlier = await world.project({ name: "Lapse warning" });
    const hidden = await world.project({ name: "Hidden" });
    const { userId, actor } = project.lead;
    await world.db.projectMember.create({
      data: { projectId: earlier.id, userId, roles: ["viewer"] },
    });
    const input = { projectId: project.id, effortProjectId: earlier.id };
    expect(await runCommand(addEffort, actor, { ...input, use: "not_relevant" })).toMatchObject({
      error: { issues: [{ path: "why" }] },
    });
    const foreign = { ...input, effortProjectId: hidden.id };
    expect(await runCommand(addEffort, actor, foreign)).toMatchObject({
      error: { issues: [{ path: "effortProjectId" }] },
    });
    const why = "Another line of business";
    const use = "not_relevant";
    expect(await runCommand(addEffort, actor, { ...input, use, why })).toMatchObject({ ok: true });
    expect(await runCommand(addEffort, actor, { ...input, use, why })).toMatchObject({ ok: true });
    const view = await runQuery(getCase, actor, { projectId: project.id });
    expect(view.draft.similarEfforts).toEqual([
      {
        name: "Lapse warning",
        projectId: earlier.id,
        result: "Still running, no result yet.",
        lesson: "",
        use,
        why,
      },
    ]);
  });
});

describe("a change after signing", () => {
  it("asks exactly the roles again whose part it touches, and tells them what changed", async () => {
    const world = await aWorld();
    const project = await world.project({ strictness: "regulated" });
    const reviewer = await world.person(project, "risk_reviewer");
    const { sponsor } = await signedCase(world, project);
    await caseSignedAs(world, project, { by: reviewer, role: "risk_reviewer" });
    const { version } = await runQuery(getCase, sponsor.actor, { projectId: project.id });
    const { economics } = aFullCase();
    const next = await submittedCase(project, {
      version,
      sections: { economics: { ...economics, ratePercent: 9 } },
    });
    expect(next.status).toBe("submitted");
    const view = await runQuery(getCase, reviewer.actor, { projectId: project.id });
    const standing = Object.fromEntries(view.signatures.map((one) => [one.role, one.standing]));
    expect(standing).toEqual({ sponsor: "stale", risk_reviewer: "valid" });
    const titles = async (userId: string) => {
      const rows = await world.db.notification.findMany({ where: { userId } });
      return rows.map(({ title }) => title).filter((title) => title.includes("version 2"));
    };
    expect(await titles(sponsor.userId)).toEqual([
      expect.stringContaining("changes what you signed: Cost and benefit"),
    ]);
    expect(await titles(reviewer.userId)).toEqual([]);
  });
});
