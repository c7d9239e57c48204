import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { signAcceptance } from "@/lib/gates/commands/sign-acceptance";
import { dateOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { closeRisk } from "@/lib/risks/commands/close-risk";
import { declineAcceptance } from "@/lib/risks/commands/decline-acceptance";
import { rateRisk } from "@/lib/risks/commands/rate-risk";
import { requestAcceptance } from "@/lib/risks/commands/request-acceptance";
import { revokeAcceptance } from "@/lib/risks/commands/revoke-acceptance";
import { updateRisk } from "@/lib/risks/commands/update-risk";
import { getRisk } from "@/lib/risks/queries";
import { getRiskAcceptances } from "@/lib/risks/queries/acceptances";
import { aProof } from "@/lib/testing/inputs/gates";
import {
  askedAcceptance,
  inDays,
  justification,
  riskOfScientist,
  signedByReviewer,
} from "@/lib/testing/inputs/risk-acceptances";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

let world: World;

beforeAll(async () => {
  world = await aWorld();
});
afterEach(() => setClock(null));

const statusOf = async (riskId: string) =>
  (await world.db.risk.findUniqueOrThrow({ where: { id: riskId } })).status;

type Ask = { project: TestProject; riskId: string; approver: Person; days?: number; role?: string };

async function ask({ project, riskId, approver, days = 30, role = "risk_reviewer" }: Ask) {
  const { version } = await world.db.risk.findUniqueOrThrow({ where: { id: riskId } });
  return runCommand(requestAcceptance, project.lead.actor, {
    riskId,
    version,
    approverId: approver.userId,
    role,
    justification,
    expiresOn: inDays(days),
  });
}

async function sign(by: Person, { requestId, sha256 }: { requestId: string; sha256: string }) {
  const token = await aProof(world, by, sha256);
  return runCommand(signAcceptance, by.actor, { requestId, sha256, token });
}

describe("accepting a risk", () => {
  it("is a signature of the common mechanism, and accepts the risk with it", async () => {
    const project = await world.project();
    const { riskId, signatureId, reviewer } = await signedByReviewer(world, project);
    expect(await statusOf(riskId)).toBe("accepted");
    const signature = await world.db.signature.findUniqueOrThrow({ where: { id: signatureId } });
    expect(signature).toMatchObject({
      subject: "risk_acceptance",
      subjectId: riskId,
      signerId: reviewer.userId,
      role: "risk_reviewer",
    });
    expect(signature.meaning).toContain("I accept R-01");
    expect(await world.auditTypes(project.id)).toContain("risk.accepted");
    const seen = await runQuery(getRiskAcceptances, project.lead.actor, { riskId });
    expect(seen).toMatchObject({ waiting: null, acceptances: [{ state: "standing" }] });
    const risk = await runQuery(getRisk, project.lead.actor, { riskId });
    expect(risk).toMatchObject({ status: "accepted", isAboveAppetite: false });
  });

  it("is never one's own: neither the owner nor whoever asks is named", async () => {
    const project = await world.project();
    const reviewer = await world.person(project, "risk_reviewer");
    const { riskId } = await riskOfScientist(world, project, { ownerId: reviewer.userId });
    expect(await ask({ project, riskId, approver: reviewer })).toMatchObject({
      ok: false,
      error: { issues: [{ message: expect.stringContaining("of their own") }] },
    });
    const other = await riskOfScientist(world, project, { likelihood: 1, impact: 1 });
    const self = { project, riskId: other.riskId, approver: project.lead, role: "lead" };
    expect(await ask(self)).toMatchObject({
      ok: false,
      error: { issues: [{ message: expect.stringContaining("does not give it") }] },
    });
  });

  it("takes a role the level asks for, held by the person, and no longer than the level allows", async () => {
    const project = await world.project();
    const second = await world.person(project, "lead");
    const reviewer = await world.person(project, "risk_reviewer");
    const { riskId } = await riskOfScientist(world, project, { likelihood: 5, impact: 5 });
    const refusals = [
      await ask({ project, riskId, approver: second, role: "lead" }),
      await ask({ project, riskId, approver: second, role: "risk_reviewer" }),
      await ask({ project, riskId, approver: reviewer, days: 91 }),
      await ask({ project, riskId, approver: reviewer, days: -1 }),
    ];
    const messages = refusals.map((result) =>
      result.ok ? "" : (result.error.issues[0]?.message ?? ""),
    );
    expect(messages).toEqual([
      expect.stringContaining("accepted as risk reviewer or sponsor"),
      expect.stringContaining("does not hold the role"),
      expect.stringContaining("at most 90 days"),
      expect.stringContaining("in the past"),
    ]);
  });
});

describe("signing an acceptance", () => {
  it("is answered by the person who was asked, once, with a proof for this very text", async () => {
    const project = await world.project();
    const asked = await askedAcceptance(world, project);
    const { requestId, sha256, reviewer, riskId } = asked;
    const stranger = await world.person(project, "risk_reviewer");
    expect(await sign(stranger, asked)).toMatchObject({ ok: false });
    const token = await aProof(world, reviewer, "0".repeat(64));
    const wrong = await runCommand(signAcceptance, reviewer.actor, { requestId, sha256, token });
    expect(wrong).toMatchObject({ ok: false, error: { reason: "reauthentication" } });
    expect(await statusOf(riskId)).toBe("open");
    expect(await sign(reviewer, asked)).toMatchObject({ ok: true });
    expect(await sign(reviewer, asked)).toMatchObject({ ok: false });
  });

  it("is not signed for a risk that changed since it was asked for", async () => {
    const project = await world.project();
    const asked = await askedAcceptance(world, project);
    const { riskId, owner, reviewer, version } = asked;
    const story = { title: "Another risk altogether", category: "model", ownerId: owner.userId };
    const input = { ...story, riskId, version };
    expect(await runCommand(updateRisk, project.lead.actor, input)).toMatchObject({ ok: true });
    expect(await sign(reviewer, asked)).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(await statusOf(riskId)).toBe("open");
  });

  it("may be declined with a reason, which leaves the risk open and frees the question", async () => {
    const project = await world.project();
    const { requestId, riskId, reviewer } = await askedAcceptance(world, project);
    expect(await ask({ project, riskId, approver: reviewer })).toMatchObject({ ok: false });
    const reason = "The harm is not bounded yet.";
    const declined = await runCommand(declineAcceptance, reviewer.actor, { requestId, reason });
    expect(declined).toMatchObject({ ok: true });
    expect(await statusOf(riskId)).toBe("open");
    expect(await ask({ project, riskId, approver: reviewer })).toMatchObject({ ok: true });
  });
});

describe("an acceptance that ends", () => {
  it("returns the risk to review by itself when its last day is over, and tells both", async () => {
    const project = await world.project();
    const { riskId, reviewer, owner } = await signedByReviewer(world, project, { days: 5 });
    setClock(new Date(dateOf(inDays(9)).getTime() + 3_600_000));
    const job = { kind: "system", job: "reevaluate-gates" } as const;
    await runCommand(reevaluateGates, job, { projectId: project.id });
    const risk = await world.db.risk.findUniqueOrThrow({ where: { id: riskId } });
    expect(risk.status).toBe("open");
    expect(risk.reviewDueOn?.getTime()).toBeLessThanOrEqual(dateOf(inDays(0)).getTime());
    const told = await world.db.notification.findMany({
      where: { projectId: project.id, kind: "ran_out" },
    });
    expect(told.map(({ userId }) => userId)).toEqual(
      expect.arrayContaining([reviewer.userId, owner.userId]),
    );
    const types = await world.auditTypes(project.id);
    expect(types).toEqual(
      expect.arrayContaining(["risk.acceptance-ended", "risk.returned-to-review"]),
    );
  });

  it("opens the risk when it is revoked, unless another acceptance still covers it", async () => {
    const project = await world.project();
    const first = await signedByReviewer(world, project);
    const { riskId, reviewer } = first;
    const again = await ask({ project, riskId, approver: reviewer, days: 60 });
    const second = await sign(reviewer, again.ok ? again.value : { requestId: "", sha256: "" });
    const reason = "The pilot was widened to real customers.";
    const revoke = (acceptanceId: string) =>
      runCommand(revokeAcceptance, reviewer.actor, { acceptanceId, reason });
    expect(await revoke(first.acceptanceId)).toMatchObject({ value: { isOpenAgain: false } });
    expect(await statusOf(riskId)).toBe("accepted");
    const acceptanceId = second.ok ? second.value.acceptanceId : "";
    expect(await revoke(acceptanceId)).toMatchObject({ value: { isOpenAgain: true } });
    expect(await statusOf(riskId)).toBe("open");
    expect(await revoke(acceptanceId)).toMatchObject({ ok: false });
  });

  it("covers its risk up to the level that was signed: a rise opens it, a fall does not", async () => {
    const project = await world.project();
    const { riskId } = await signedByReviewer(world, project);
    const rate = async (likelihood: number) => {
      const { version } = await world.db.risk.findUniqueOrThrow({ where: { id: riskId } });
      const level = { kind: "current", likelihood, impact: 5, reason: "Measured again." };
      await runCommand(rateRisk, project.lead.actor, { riskId, version, ...level });
      return statusOf(riskId);
    };
    expect(await rate(2)).toBe("accepted");
    expect(await rate(3)).toBe("accepted");
    expect(await rate(4)).toBe("open");
    expect(await world.auditTypes(project.id)).toContain("risk.acceptance-outgrown");
  });

  it("ends with the risk: a closed risk rests on nothing when it is opened again", async () => {
    const project = await world.project();
    const { riskId } = await signedByReviewer(world, project);
    const { version } = await world.db.risk.findUniqueOrThrow({ where: { id: riskId } });
    const reason = "The column is gone for good.";
    await runCommand(closeRisk, project.lead.actor, { riskId, version, reason });
    const where = { riskId, revokedAt: null };
    expect(await world.db.riskAcceptance.count({ where })).toBe(0);
  });
});
