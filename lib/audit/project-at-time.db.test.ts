import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reevaluateGates } from "@/jobs/reevaluate-gates";
import { getProjectAtTime } from "@/lib/audit/queries";
import { withdrawEvidence } from "@/lib/evidence/commands/withdraw-evidence";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { commands } from "@/lib/registry";
import { allValidInputs } from "@/lib/testing/all-inputs";
import { decided, openGate } from "@/lib/testing/inputs/gates";
import { signedCase } from "@/lib/testing/inputs/ledger";
import { inputFor } from "@/lib/testing/valid-input";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

type Act = (world: World, project: TestProject) => Promise<unknown>;

/** A door with a valid input, by the lead; refused where the project has moved on. */
function door(name: string): Act {
  return async (world, project) => {
    const command = commands.find((each) => each.name === name);
    const input = await inputFor(allValidInputs, name)(world, project);
    return command === undefined ? null : runCommand(command, project.lead.actor, input);
  };
}

const acts: Record<string, Act> = {
  raise: door("risk.raise"),
  rate: door("risk.rate"),
  close: door("risk.close"),
  attach: door("evidence.attach"),
  join: door("project.add-member"),
  "switch off": door("stage.tailor-out"),
  "go back": door("loop-back.confirm"),
  pause: door("project.change-status"),
  waive: door("gate.waive"),
  sign: signedCase,
  evaluate: (_world, project) => reevaluateGates({ projectId: project.id }),
  async decide(world, project) {
    const gate = await openGate(world, project);
    await decided(world, gate, { by: gate.sponsor, role: "sponsor" });
    await decided(world, gate, { by: gate.reviewer, role: "risk_reviewer" });
  },
  async withdraw(world, project) {
    const found = await world.db.evidence.findFirst({
      where: { projectId: project.id, withdrawnAt: null },
    });
    const input = { evidenceId: found?.id, reason: "It was about another product." };
    return runCommand(withdrawEvidence, project.lead.actor, input);
  },
};

/** What the tables say today, in the words of the trail. */
async function storedFacts({ db }: World, { id: projectId }: TestProject) {
  const project = await db.project.findUniqueOrThrow({ where: { id: projectId } });
  const gates = await db.gate.findMany({ where: { projectId } });
  const risks = await db.risk.findMany({ where: { projectId, status: { not: "closed" } } });
  const evidence = await db.evidence.findMany({ where: { projectId, withdrawnAt: null } });
  const stages = await db.stage.findMany({ where: { projectId, tailoredOutAt: { not: null } } });
  return {
    status: project.status,
    iteration: project.iteration,
    gates: new Map(gates.map(({ id, state }) => [id, state])),
    risks: new Set(risks.map(({ title, score }) => `${title} ${score}`)),
    evidence: evidence.length,
    switchedOff: stages.map(({ name }) => name),
  };
}

async function toldFacts(project: TestProject, gateIds: Iterable<string>) {
  const then = await runQuery(getProjectAtTime, project.lead.actor, { projectId: project.id });
  const moved = new Map(then.gates.map(({ id, state }) => [id, state]));
  const score = (words: string | undefined) => (words ?? "").split("= ").at(-1);
  return {
    status: then.status,
    iteration: then.iteration,
    gates: new Map([...gateIds].map((id) => [id, moved.get(id) ?? "locked"])),
    risks: new Set(then.risks.map(({ title, levels }) => `${title} ${score(levels.current)}`)),
    evidence: then.evidence.length,
    switchedOff: then.switchedOff,
  };
}

describe("a project told by its trail", () => {
  it("is the project that the tables hold, whatever was done to it", async () => {
    const names = fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 4, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(names, async (chosen) => {
        const world = await aWorld();
        const project = await world.project();
        for (const name of chosen) {
          // What the state of the project rules out is refused, and changes nothing.
          await acts[name]?.(world, project).catch(() => null);
        }
        const stored = await storedFacts(world, project);
        expect(await toldFacts(project, stored.gates.keys())).toEqual(stored);
      }),
      { numRuns: 8, examples: [[Object.keys(acts)], [Object.keys(acts).reverse()]] },
    );
  }, 120_000);
});

describe("time travel", () => {
  it("shows what stood after each entry, and leads from one to the next", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { actor } = project.lead;
    await door("risk.raise")(world, project);
    await signedCase(world, project);
    await acts.decide?.(world, project);
    const ask = (input: Record<string, unknown>) =>
      runQuery(getProjectAtTime, actor, { projectId: project.id, ...input });
    const now = await ask({});
    expect(now).toMatchObject({ nextEntry: null, businessCase: { number: 1 } });
    expect(now.signatures[0]).toMatchObject({ name: "Test sponsor", role: "sponsor" });
    expect(now.gates).toContainEqual(expect.objectContaining({ code: "G1", state: "passed" }));
    expect(now.members).toContainEqual({ id: project.lead.userId, name: "Lena Lead", roles: null });
    let then = now;
    const seen: string[] = [];
    while (then.previousEntry !== null) {
      seen.push(then.last?.sentence ?? "");
      const { last } = then;
      then = await ask({ entry: then.previousEntry });
      expect(then.nextEntry).toBe(last?.index);
    }
    expect(then).toMatchObject({ risks: [], signatures: [], businessCase: null });
    expect(then.last?.sentence).toMatch(/^created the project/);
    expect(seen.length).toBe((await world.auditTypes(project.id)).length - 1);
  });

  it("knows nothing before the first day, and everything at the end of today", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { actor } = project.lead;
    const before = await runQuery(getProjectAtTime, actor, {
      projectId: project.id,
      at: "2020-01-01",
    });
    expect(before).toMatchObject({ last: null, previousEntry: null, gates: [], members: [] });
    expect(before.nextEntry).not.toBeNull();
    const today = new Date().toISOString().slice(0, 10);
    const now = await runQuery(getProjectAtTime, actor, { projectId: project.id });
    const end = await runQuery(getProjectAtTime, actor, { projectId: project.id, at: today });
    expect(end).toEqual(now);
  });

  it("is closed to strangers of the project", async () => {
    const world = await aWorld();
    const project = await world.project();
    const stranger = await world.member();
    const asked = runQuery(getProjectAtTime, stranger.actor, { projectId: project.id });
    await expect(asked).rejects.toMatchObject({ code: "not_found" });
  });
});
