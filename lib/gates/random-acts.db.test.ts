import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { setClock } from "@/lib/platform/clock";
import { truncateAll } from "@/lib/testing/database";
import {
  type Act,
  deciding,
  type Name,
  type Policy,
  people,
  type Role,
  type Verdict,
} from "@/lib/testing/gate-model/acts";
import { GateModel } from "@/lib/testing/gate-model/model";
import { perform } from "@/lib/testing/gate-model/perform";
import { aScene, aStage, type Scene, type Stage, seenAt } from "@/lib/testing/gate-model/scene";
import { seedOf, sizeOf, timeFor } from "@/lib/testing/torture";
import { wholeLedger, wholeOf } from "@/lib/testing/whole-ledger";
import { GateState } from "@/prisma/generated/enums";

const SEQUENCES = sizeOf({ short: 60, full: 10_000 });
const AT_ONE_STAGE = 250;
const KINDS_OF_ACTS = 14;

const policy: fc.Arbitrary<Policy> = fc.record({
  quorum: fc.record({ sponsor: fc.integer({ min: 1, max: 2 }), risk_reviewer: fc.constant(1) }),
  veto: fc.record({ sponsor: fc.boolean(), risk_reviewer: fc.boolean() }),
  refusals: fc.constantFrom("one-ends-round", "majority"),
  keepsAuthorsAway: fc.boolean(),
  passDays: fc.constantFrom(null, 30),
});

const by = fc.constantFrom<Name>(...people);
const role = fc.constantFrom(...deciding);
const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  { weight: 5, arbitrary: fc.constant("approve") },
  { weight: 2, arbitrary: fc.constant("approve_with_conditions") },
  { weight: 1, arbitrary: fc.constant("request_changes") },
  { weight: 1, arbitrary: fc.constant("reject") },
);
const dueInDays = fc.constantFrom(1, 10, 40);
/** Mostly who may, so that something happens; at times anybody. */
const likely = (...names: Name[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: by });
const seats = fc.constantFrom(
  { by: "sponsor1", role: "sponsor" },
  { by: "sponsor2", role: "sponsor" },
  { by: "both", role: "sponsor" },
  { by: "both", role: "risk_reviewer" },
  { by: "reviewer1", role: "risk_reviewer" },
  { by: "reviewer2", role: "risk_reviewer" },
) as fc.Arbitrary<{ by: Name; role: (typeof deciding)[number] }>;
const seat = fc.oneof(
  { weight: 5, arbitrary: seats },
  { weight: 1, arbitrary: fc.record({ by, role }) },
);
const someRoles = fc.constantFrom<Role[]>(
  ["sponsor"],
  ["risk_reviewer"],
  ["sponsor", "risk_reviewer"],
  ["sponsor", "data_scientist"],
  ["domain_expert"],
);
const others = fc.constantFrom<Name>(...people.filter((who) => who !== "lead"));

const acts: fc.Arbitrary<Act>[] = [
  fc.record({ kind: fc.constant("request"), by: likely("lead", "maker"), isEarly: fc.boolean() }),
  ...Array.from({ length: 4 }, () =>
    fc.tuple(seat, verdict, dueInDays).map(([given, said, due]) => ({
      kind: "decide" as const,
      ...given,
      verdict: said,
      dueInDays: due,
    })),
  ),
  fc.record({ kind: fc.constant("withdraw"), by: likely("lead", "maker") }),
  fc.record({ kind: fc.constant("bring evidence"), by: likely("lead", "maker", "expert") }),
  fc.record({ kind: fc.constant("take evidence back"), by: likely("lead", "maker") }),
  fc.record({ kind: fc.constant("give roles"), to: others, roles: someRoles }),
  fc.record({ kind: fc.constant("remove"), who: others }),
  fc.record({ kind: fc.constant("attest"), by: likely("expert") }),
  fc.record({ kind: fc.constant("take attestation back"), by: likely("expert") }),
  seat.chain((given) =>
    fc.record({
      kind: fc.constant("propose waiver" as const),
      by: fc.constant(given.by),
      role: fc.constant(given.role),
      days: fc.constantFrom(1, 15, 90),
    }),
  ),
  seat.map((given) => ({ kind: "grant waiver" as const, ...given })),
  fc.record({ kind: fc.constant("confirm condition"), by }),
  fc.record({ kind: fc.constant("let days pass"), days: fc.constantFrom(1, 12, 31) }),
  fc.constant({ kind: "let jobs run" }),
];

/** What the sequences have come to: a model that refuses everything would agree with anything. */
const reached = new Set<string>();
const done = new Set<string>();

class ActCommand implements fc.AsyncCommand<GateModel, Scene> {
  readonly #act: Act;

  constructor(act: Act) {
    this.#act = act;
  }

  check(): boolean {
    return true;
  }

  async run(model: GateModel, scene: Scene): Promise<void> {
    scene.nowMs += 1000;
    const foreseen = model.take(this.#act, scene.nowMs);
    const result = await perform(scene, this.#act);
    expect({ isTaken: result.ok, ...(await seenAt(scene)) }, `${this}`).toEqual({
      isTaken: foreseen,
      ...model.seen(),
    });
    reached.add(model.seen().state);
    if (result.ok) {
      done.add(this.#act.kind);
    } else {
      expect(["rule_refused", "conflict", "invalid_input", "forbidden", "not_found"]).toContain(
        result.error.code,
      );
    }
  }

  toString(): string {
    return JSON.stringify(this.#act);
  }
}

const decides = (who: Name, as: (typeof deciding)[number], said: Verdict = "approve"): Act => ({
  kind: "decide",
  by: who,
  role: as,
  verdict: said,
  dueInDays: 10,
});

/** Each begins somewhere on the way to a pass and out of it again, so that more lies ahead. */
const prepared: Act[] = [
  { kind: "bring evidence", by: "maker" },
  { kind: "attest", by: "expert" },
  { kind: "request", by: "lead", isEarly: false },
  decides("sponsor1", "sponsor"),
  decides("sponsor2", "sponsor", "approve_with_conditions"),
  decides("reviewer1", "risk_reviewer"),
  { kind: "take attestation back", by: "expert" },
  { kind: "propose waiver", by: "both", role: "sponsor", days: 15 },
  { kind: "grant waiver", by: "reviewer2", role: "risk_reviewer" },
];

async function play(
  stage: Stage,
  how: { policy: Policy; steps: number; commands: Iterable<ActCommand> },
) {
  const scene = await aScene(stage, how.policy);
  const model = new GateModel(how.policy, scene.nowMs);
  for (const act of prepared.slice(0, how.steps)) {
    await new ActCommand(act).run(model, scene);
  }
  await fc.asyncModelRun(() => ({ model, real: scene }), how.commands);
  await stage.world.db.project.update({
    where: { id: scene.projectId },
    data: { status: "closed" },
  });
}

afterAll(() => setClock(null));

it(
  `ends ${SEQUENCES} random sequences of acts at a gate as the model does`,
  async () => {
    const seed = seedOf(20_260_401);
    const commands = fc.commands(
      acts.map((act) => act.map((each) => new ActCommand(each))),
      { maxCommands: 30, size: "max" },
    );
    for (let count = 0; count < SEQUENCES; count += AT_ONE_STAGE) {
      // What earlier sequences left would only make the later ones slower.
      await truncateAll();
      const stage = await aStage();
      await fc.assert(
        fc.asyncProperty(
          policy,
          fc.integer({ min: 0, max: prepared.length }),
          commands,
          (each, steps, given) =>
            play(stage, { policy: each, steps, commands: given as Iterable<ActCommand> }),
        ),
        { numRuns: Math.min(AT_ONE_STAGE, SEQUENCES - count), seed: seed + count },
      );
      const ledger = await wholeLedger(stage.world);
      expect(ledger).toEqual(wholeOf(ledger.size));
    }
    expect(reached).toEqual(new Set(Object.values(GateState)));
    expect(done.size).toBe(KINDS_OF_ACTS);
  },
  timeFor(60_000),
);

const usual: Policy = {
  quorum: { sponsor: 2, risk_reviewer: 1 },
  veto: { sponsor: false, risk_reviewer: false },
  refusals: "one-ends-round",
  keepsAuthorsAway: false,
  passDays: 30,
};
const conditional = decides("sponsor1", "sponsor", "approve_with_conditions");
const found: Record<string, Act[]> = {
  "keeps the last day of an approval that holds again after a waiver": [
    ...prepared,
    { kind: "attest", by: "expert" },
    { kind: "let days pass", days: 31 },
  ],
  "lapses by a condition of somebody who lost the role before the others passed the gate": [
    ...prepared.slice(0, 3),
    conditional,
    { kind: "remove", who: "sponsor1" },
    decides("sponsor2", "sponsor"),
    decides("both", "sponsor"),
    decides("reviewer1", "risk_reviewer"),
    { kind: "let days pass", days: 12 },
  ],
};

it.each(Object.keys(found))("%s, as in the model", async (name) => {
  const scene = await aScene(await aStage(), usual);
  const model = new GateModel(usual, scene.nowMs);
  for (const act of found[name] ?? []) {
    await new ActCommand(act).run(model, scene);
  }
});
