import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { signAcceptance } from "@/lib/gates/commands/sign-acceptance";
import { dayOf } from "@/lib/kernel/calendar";
import { now as clockNow, setClock } from "@/lib/platform/clock";
import { answerProposal } from "@/lib/risk-treatment/commands/answer-proposal";
import { planAction } from "@/lib/risk-treatment/commands/plan-action";
import { closeRisk } from "@/lib/risks/commands/close-risk";
import { declineAcceptance } from "@/lib/risks/commands/decline-acceptance";
import { rateRisk } from "@/lib/risks/commands/rate-risk";
import { reopenRisk } from "@/lib/risks/commands/reopen-risk";
import { requestAcceptance } from "@/lib/risks/commands/request-acceptance";
import { reviewRisk } from "@/lib/risks/commands/review-risk";
import { revokeAcceptance } from "@/lib/risks/commands/revoke-acceptance";
import { saveRiskMatrix } from "@/lib/risks/commands/save-matrix";
import { isInMatrix } from "@/lib/risks/rules/matrix";
import { plainMatrix } from "@/lib/risks/rules/plain-matrix";
import { loadMatrix } from "@/lib/risks/store/matrix";
import { aProof } from "@/lib/testing/inputs/gates";
import { inDays, justification, riskOfScientist } from "@/lib/testing/inputs/risk-acceptances";
import { previewed } from "@/lib/testing/inputs/risk-matrix";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

let world: World;
let project: TestProject;
let reviewer: Person;

beforeAll(async () => {
  world = await aWorld();
  project = await world.project();
  reviewer = await world.person(project, "risk_reviewer");
});
afterEach(() => setClock(null));

const DAY_MS = 86_400_000;
const reason = "As the order of this test has it.";

type Act =
  | { kind: "rate"; likelihood: number; impact: number; which: "current" | "residual" | "inherent" }
  | { kind: "review"; likelihood: number; impact: number; isStillTrue: "yes" | "no" }
  | { kind: "ask"; days: number }
  | { kind: "sleep"; days: number }
  | { kind: "redraw"; rows: number; columns: number }
  | { kind: "treat"; likelihoodEffect: number; impactEffect: number }
  | { kind: "sign" | "decline" | "revoke" | "close" | "reopen" | "look" };

// Steps reach beyond the matrix on purpose.
const step = fc.integer({ min: 0, max: 7 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant("rate" as const),
    likelihood: step,
    impact: step,
    which: fc.constantFrom("current", "residual", "inherent"),
  }),
  fc.record({
    kind: fc.constant("review" as const),
    likelihood: step,
    impact: step,
    isStillTrue: fc.constantFrom("yes", "no"),
  }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("ask" as const), days: fc.nat(60) }) },
  fc.record({ kind: fc.constant("sleep" as const), days: fc.nat(40) }),
  fc.record({
    kind: fc.constant("redraw" as const),
    rows: fc.integer({ min: 3, max: 6 }),
    columns: fc.integer({ min: 3, max: 6 }),
  }),
  fc.record({
    kind: fc.constant("treat" as const),
    likelihoodEffect: fc.nat(5),
    impactEffect: fc.nat(5),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("sign", "sign", "decline", "revoke", "close", "reopen", "look"),
    }),
  },
);

const load = (id: string) => world.db.risk.findUniqueOrThrow({ where: { id } });

async function redrawn({ rows, columns }: { rows: number; columns: number }) {
  const { input } = await previewed(world, plainMatrix({ rows, columns }));
  return runCommand(saveRiskMatrix, world.owner.actor, input);
}

/** An action that is finished, and the level it proposes taken for the current one as well. */
async function treat(
  risk: { riskId: string; version: number },
  effects: { likelihoodEffect: number; impactEffect: number },
): Promise<unknown> {
  const lead = project.lead.actor;
  const planned = await runCommand(planAction, lead, {
    riskId: risk.riskId,
    name: "Cut the notes at the day of scoring",
    assigneeId: project.lead.userId,
    dueOn: inDays(30),
    likelihoodEffect: effects.likelihoodEffect,
    impactEffect: effects.impactEffect,
  });
  if (!planned.ok) {
    return planned;
  }
  const { actionId, taskId } = planned.value;
  const doneAt = clockNow();
  await world.db.task.update({ where: { id: taskId }, data: { status: "done", doneAt } });
  const answer = { actionIds: [actionId], answer: "taken", alsoCurrent: true };
  return runCommand(answerProposal, lead, { ...risk, ...answer });
}

async function perform(riskId: string, one: Act): Promise<unknown> {
  const { version } = await load(riskId);
  const lead = project.lead.actor;
  const base = { riskId, version };
  const request = await world.db.riskAcceptanceRequest.findFirst({
    where: { riskId, outcome: null },
  });
  const requestId = request?.id ?? riskId;
  switch (one.kind) {
    case "rate": {
      const { which, likelihood, impact } = one;
      return runCommand(rateRisk, lead, { ...base, kind: which, likelihood, impact, reason });
    }
    case "review": {
      const { kind: _, ...seen } = one;
      return runCommand(reviewRisk, lead, { ...base, ...seen, knowledge: "weak", note: reason });
    }
    case "ask":
      return runCommand(requestAcceptance, lead, {
        ...base,
        approverId: reviewer.userId,
        role: "risk_reviewer",
        justification,
        expiresOn: inDays(one.days),
      });
    case "sign": {
      const sha256 = request?.subjectSha256 ?? "0".repeat(64);
      const token = await aProof(world, reviewer, sha256);
      return runCommand(signAcceptance, reviewer.actor, { requestId, sha256, token });
    }
    case "decline":
      return runCommand(declineAcceptance, reviewer.actor, { requestId, reason });
    case "revoke": {
      const found = await world.db.riskAcceptance.findFirst({
        where: { riskId, revokedAt: null },
      });
      const acceptanceId = found?.id ?? riskId;
      return runCommand(revokeAcceptance, reviewer.actor, { acceptanceId, reason });
    }
    case "close":
      return runCommand(closeRisk, lead, { ...base, reason });
    case "reopen":
      return runCommand(reopenRisk, lead, { ...base, reason });
    case "redraw":
      return redrawn(one);
    case "treat":
      return treat(base, one);
    case "sleep":
      return setClock(new Date(clockNow().getTime() + one.days * DAY_MS));
    default: {
      const job = { kind: "system", job: "reevaluate-gates" } as const;
      return runCommand(reevaluateGates, job, { projectId: project.id });
    }
  }
}

/** Once the job has looked at this moment: nothing rests on an acceptance that does not hold. */
async function demandHonest(riskId: string): Promise<void> {
  await perform(riskId, { kind: "look" });
  const risk = await load(riskId);
  const matrix = await loadMatrix(world.db, world.workspaceId);
  expect(isInMatrix(matrix, risk)).toBe(true);
  const { inherentLikelihood, inherentImpact, residualLikelihood, residualImpact } = risk;
  const inherent = { likelihood: inherentLikelihood, impact: inherentImpact };
  const residual = { likelihood: residualLikelihood ?? 1, impact: residualImpact ?? 1 };
  expect([inherent, residual].every((level) => isInMatrix(matrix, level))).toBe(true);
  const standing = await world.db.riskAcceptance.findMany({
    where: { riskId, revokedAt: null, endNotedAt: null },
  });
  const today = dayOf(clockNow());
  const covering = standing.filter(
    (each) =>
      dayOf(each.expiresOn) >= today &&
      each.likelihood >= risk.likelihood &&
      each.impact >= risk.impact,
  );
  if (risk.status === "accepted") {
    expect(covering.length).toBeGreaterThan(0);
  }
}

describe("any order of acts on a risk", () => {
  it("yields no accepted risk without a valid acceptance, and no level outside of the matrix", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
        setClock(null);
        await redrawn({ rows: 5, columns: 5 });
        const { riskId } = await riskOfScientist(world, project);
        for (const one of acts) {
          await perform(riskId, one);
        }
        await demandHonest(riskId);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
