import { beforeAll, describe, expect, it } from "vitest";
import { attachEvidence } from "@/lib/evidence/commands/attach-evidence";
import { supersedeEvidence } from "@/lib/evidence/commands/supersede-evidence";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { withdrawRequest } from "@/lib/gates/commands/withdraw-request";
import { getGate } from "@/lib/gates/queries";
import { gateAt } from "@/lib/gates/rules/gate-facts";
import { gatePolicy } from "@/lib/gates/rules/gate-policy";
import { nextState } from "@/lib/gates/rules/next-state";
import { type CountedDecision, outcomeOf } from "@/lib/gates/rules/outcome";
import { seated } from "@/lib/gates/rules/seats";
import { loadProjectFacts } from "@/lib/gates/store/load-facts";
import { contentSha256 } from "@/lib/ledger/content-hash";
import { changeMemberRoles } from "@/lib/projects/commands/change-member-roles";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { decided, gateIdOf, type OpenGate, openGate } from "@/lib/testing/inputs/gates";
import { isTorture, sizeOf, timeFor } from "@/lib/testing/torture";
import { wholeLedger, wholeOf } from "@/lib/testing/whole-ledger";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

const steps = ["approve", "reject", "withdraw", "change", "evidence", "remove"] as const;
type Step = (typeof steps)[number];

function* permutations<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length === 0) {
    yield [];
  }
  for (const [place, item] of items.entries()) {
    const others = items.filter((_, other) => other !== place);
    for (const rest of permutations(others)) {
      yield [item, ...rest];
    }
  }
}

/** All 720 orders, or so many of them that each two steps still stand in both orders. */
const EVERY = 720 / sizeOf({ short: 40, full: 720 });
const orders = [...permutations(steps)].filter((_, place) => place % EVERY === 0);
const rhythms = ["each", "last"] as const;

/** What the steps mean one after the other, with nothing of the database in it. */
class SerialModel {
  readonly outcomes: (string | null)[] = [null];
  #votes: CountedDecision[] = [];
  #isChanged = false;
  readonly #held = new Set<CountedDecision["role"]>(["sponsor", "risk_reviewer"]);
  readonly #policy: Parameters<typeof outcomeOf>[0];

  constructor(policy: Parameters<typeof outcomeOf>[0]) {
    this.#policy = policy;
  }

  /** Whether the step is taken. */
  take(step: Step): boolean {
    switch (step) {
      case "approve":
        return this.#vote("sponsor", "approve");
      case "reject":
        return this.#vote("risk_reviewer", "reject");
      case "withdraw":
        return this.#isOpen() && this.#close("withdrawn");
      case "change":
      case "evidence":
        this.#isChanged = true;
        return true;
      default:
        return this.#held.delete("sponsor");
    }
  }

  /** What the background work does between two steps: a changed round gives way to the next. */
  settle(): void {
    if (this.#isOpen() && this.#isChanged) {
      this.#close("voided");
      if (this.#held.has("sponsor")) {
        this.outcomes.push(null);
        this.#votes = [];
        this.#isChanged = false;
      }
    }
  }

  #isOpen(): boolean {
    return this.outcomes.at(-1) === null;
  }

  #close(outcome: string): true {
    this.outcomes.splice(-1, 1, outcome);
    return true;
  }

  #vote(role: CountedDecision["role"], verdict: CountedDecision["verdict"]): boolean {
    if (!this.#isOpen() || this.#isChanged || !this.#held.has(role)) {
      return false;
    }
    this.#votes.push({ approverId: `whoever is ${role}`, role, verdict });
    const counted = this.#votes.filter((vote) => this.#held.has(vote.role));
    const outcome = outcomeOf(this.#policy, counted);
    return outcome === "open" || this.#close(outcome);
  }
}

type Scene = {
  world: World;
  project: TestProject;
  open: OpenGate;
  caseVersion: number;
  evidenceId: string;
};

/** The gate covers the case and a report, so that a change of either undoes what was asked. */
async function aScene(world: World): Promise<Scene> {
  const project = await world.project();
  const { version } = await submittedCase(project);
  const { id: projectId, lead } = project;
  const gateId = await gateIdOf(world, project);
  const gate = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
  const { stageId } = gate;
  const output = await world.db.output.findFirstOrThrow({ where: { stageId, kind: "document" } });
  const policy = gatePolicy.parse(gate.policy);
  const approvals = policy.approvals.map((approval) => ({
    ...approval,
    covers: [...(approval.covers ?? []), output.key],
  }));
  const asked = { ...policy, approvals };
  const data = { policy: asked, policySha256: contentSha256(asked) };
  await world.db.gate.update({ where: { id: gateId }, data });
  const attached = await runCommand(attachEvidence, lead.actor, {
    projectId,
    outputId: output.id,
    kind: "document",
    title: "Interview with claims",
    note: "Labels are set within ten days.",
  });
  if (!attached.ok) {
    throw attached.error;
  }
  const { evidenceId } = attached.value;
  const open = await openGate(world, project);
  return { world, project, open, caseVersion: version, evidenceId };
}

/** The step as people take it: each looks at the gate as it is and then acts. */
async function act(scene: Scene, step: Step) {
  const { world, project, open, caseVersion, evidenceId } = scene;
  const { gateId, sponsor, reviewer } = open;
  const { id: projectId, lead } = project;
  const { roundNumber: round } = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
  if (step === "approve") {
    return decided(world, { gateId, round }, { by: sponsor, role: "sponsor" });
  }
  if (step === "reject") {
    const view = await runQuery(getGate, reviewer.actor, { gateId });
    const returnStageId = view.returnStages[0]?.id;
    const refusal = { verdict: "reject", reason: "Nobody would use the list.", returnStageId };
    const by = { by: reviewer, role: "risk_reviewer" };
    return decided(world, { gateId, round }, by, refusal);
  }
  if (step === "withdraw") {
    const reason = "The criteria changed since we asked.";
    return runCommand(withdrawRequest, lead.actor, { gateId, round, reason });
  }
  if (step === "change") {
    const sections = { sponsor: "Ada Osei" };
    const value = await submittedCase(project, { version: caseVersion, sections });
    return { ok: true as const, value };
  }
  if (step === "evidence") {
    const substance = { title: "Second interview", note: "Labels take twelve days." };
    return runCommand(supersedeEvidence, lead.actor, { evidenceId, ...substance });
  }
  const userId = sponsor.userId;
  const member = await world.db.projectMember.findFirstOrThrow({ where: { projectId, userId } });
  const roles = ["domain_expert"];
  const { version } = member;
  return runCommand(changeMemberRoles, lead.actor, { projectId, userId, version, roles });
}

async function settled({ project }: Scene) {
  const actor = { kind: "system", job: "reevaluate-gates" } as const;
  expect(await runCommand(reevaluateGates, actor, { projectId: project.id })).toMatchObject({
    ok: true,
  });
}

async function roundsOf({ world, open }: Scene) {
  const { gateId } = open;
  return world.db.gateRound.findMany({ where: { gateId }, orderBy: { number: "asc" } });
}

/** The stored state of the gate is what its rules make of everything else that is stored. */
async function expectStateOfRules({ world, project, open }: Scene) {
  const facts = await loadProjectFacts(world.db, { projectId: project.id, now: new Date() });
  const gate = facts.gates.find(({ id }) => id === open.gateId);
  expect(gate).toBeDefined();
  if (gate !== undefined) {
    expect(gate.state).toBe(nextState(gateAt(facts, gate)).state);
  }
}

/** Each round that ended says so once on the trail; none that is open does. */
async function expectOneEndEach(scene: Scene) {
  const { world, project } = scene;
  const events = await world.db.auditEvent.findMany({
    where: { projectId: project.id, type: { in: ["gate.round-closed", "gate.request-withdrawn"] } },
  });
  const ended = events.map(({ data }) => (data as { round: number }).round);
  const closed = (await roundsOf(scene)).filter(({ outcome }) => outcome !== null);
  expect(ended.sort((left, right) => left - right)).toEqual(closed.map(({ number }) => number));
}

async function play(world: World, order: readonly Step[], rhythm: "each" | "last") {
  const scene = await aScene(world);
  const [first] = await roundsOf(scene);
  const policy = gatePolicy.parse(first?.policy);
  const approvals = seated(policy.approvals, {});
  const model = new SerialModel({ ...policy, approvals });
  const taken: [Step, boolean][] = [];
  const foreseen: [Step, boolean][] = [];
  for (const [place, step] of order.entries()) {
    const result = await act(scene, step);
    taken.push([step, result.ok]);
    foreseen.push([step, model.take(step)]);
    if (!result.ok) {
      expect(["rule_refused", "conflict", "invalid_input", "forbidden"]).toContain(
        result.error.code,
      );
    }
    if (rhythm === "each" || place === order.length - 1) {
      await settled(scene);
      model.settle();
    }
  }
  const name = `${order.join(", ")}; settled after ${rhythm}`;
  expect(taken, name).toEqual(foreseen);
  const outcomes = (await roundsOf(scene)).map(({ outcome }) => outcome);
  expect(outcomes, name).toEqual(model.outcomes);
  await expectStateOfRules(scene);
  await expectOneEndEach(scene);
  return outcomes.join(" then ");
}

/** The short form takes the two rhythms in turn. */
function rhythmsAt(place: number) {
  return isTorture ? rhythms : rhythms.slice(place % 2, (place % 2) + 1);
}

describe("approve, reject, withdraw, change case or evidence and take a role away", () => {
  let world: World;
  const seen = new Set<string>();
  beforeAll(async () => {
    world = await aWorld();
  });

  it("are tried so that each two of them stand in both orders", () => {
    expect(orders).toHaveLength(720 / EVERY);
    const pairs = orders.flatMap((order) =>
      order.flatMap((left, place) => order.slice(place + 1).map((right) => `${left} ${right}`)),
    );
    expect(new Set(pairs).size).toBe(30);
  });

  it.each(steps)(
    "end as in the serial model when it begins with: %s",
    async (step) => {
      const mine = orders.filter(([begin]) => begin === step);
      for (const [place, order] of mine.entries()) {
        for (const rhythm of rhythmsAt(place)) {
          seen.add(await play(world, order, rhythm));
        }
      }
      const ledger = await wholeLedger(world);
      expect(ledger).toEqual(wholeOf(ledger.size));
    },
    timeFor(20_000),
  );

  it("between them reach refusals, withdrawals and voided rounds", () => {
    const wanted = ["rejected", "withdrawn", "voided", "voided then rejected"];
    expect([...seen]).toEqual(expect.arrayContaining(wanted));
  });
});
