import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runQuery } from "@/lib/execution/query";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import { listProjectChecks, listWorkspaceChecks } from "@/lib/risk-checks/queries/list-checks";
import { checkKinds } from "@/lib/risk-checks/rules/check-kinds";
import { checkRisk } from "@/lib/risk-checks/rules/checks";
import type { RiskChecksView } from "@/lib/risk-checks/schema/checks";
import {
  factsOf,
  type GeneratedRisk,
  generatedRisk,
  handMadeClient,
  insertLoopBacks,
  insertRisk,
  type LoopBackThen,
  ownersIn,
  placeIn,
} from "@/lib/testing/checked-risks";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { statementsOf } from "@/lib/testing/statements";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

const today = dayOf(new Date());
const RISKS = 300;
const loopBacksOf: readonly LoopBackThen[][] = [
  [],
  [{ to: 2, day: -1 }],
  [
    { to: 1, day: -3 },
    { to: 3, day: 2 },
  ],
];

let world: World;
const projects: TestProject[] = [];
/** Which kinds the rules find, by the id of the risk; what is in order is not there. */
const expected = new Map<string, string[]>();

const hand = handMadeClient();
afterAll(() => hand.$disconnect());

beforeAll(async () => {
  world = await aWorld();
  const perProject = RISKS / loopBacksOf.length;
  const generated = fc.sample(generatedRisk, { numRuns: RISKS, seed: 20_261_127 });
  for (const [index, loopBacks] of loopBacksOf.entries()) {
    const project = await world.project();
    projects.push(project);
    const place = await placeIn(world, project);
    const owners = await ownersIn(place);
    await insertLoopBacks(hand, place, loopBacks);
    const own = generated.slice(index * perProject, (index + 1) * perProject);
    for (const [at, risk] of own.entries()) {
      const ownerId = owners.get(risk.owner) ?? null;
      const riskId = await insertRisk(hand, place, { risk, number: at + 1, ownerId });
      expectOf(riskId, risk, loopBacks);
    }
  }
}, 120_000);

function expectOf(riskId: string, risk: GeneratedRisk, loopBacks: readonly LoopBackThen[]): void {
  const { status } = risk;
  if (status === "closed") {
    return;
  }
  const kinds = checkRisk(factsOf({ ...risk, status }, loopBacks), today).map(({ kind }) => kind);
  if (kinds.length > 0) {
    expected.set(riskId, kinds);
  }
}

type Read = (cursor: string | undefined) => Promise<RiskChecksView>;

async function allPages(read: Read): Promise<RiskChecksView["rows"]> {
  const rows: RiskChecksView["rows"] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

const acrossAs =
  (reader: { actor: World["owner"]["actor"] }, more: Record<string, unknown> = {}): Read =>
  (cursor) =>
    runQuery(listWorkspaceChecks, reader.actor, {
      workspaceId: world.workspaceId,
      cursor,
      limit: 40,
      ...more,
    });

function kindsByRisk(rows: RiskChecksView["rows"]): Map<string, string[]> {
  return new Map(rows.map(({ riskId, findings }) => [riskId, findings.map(({ kind }) => kind)]));
}

describe("the database and the rules", () => {
  it("find the same in hundreds of generated risks, page by page, each risk once", async () => {
    const rows = await allPages(acrossAs(world.owner));
    expect(new Set(rows.map(({ riskId }) => riskId)).size).toBe(rows.length);
    expect(kindsByRisk(rows)).toEqual(expected);
    expect(expected.size).toBeGreaterThan(RISKS / 2);
  });

  it("count the same of every kind, and every kind is there to be counted", async () => {
    const { counts, risks } = await acrossAs(world.owner)(undefined);
    const all = [...expected.values()].flat();
    const wanted = checkKinds.map((kind) => ({
      kind,
      count: all.filter((each) => each === kind).length,
    }));
    expect(counts).toEqual(wanted);
    expect(wanted.every(({ count }) => count > 0)).toBe(true);
    expect(risks).toBe(expected.size);
  });

  it("counts the same for whoever asks for no rows", async () => {
    const counted = await acrossAs(world.owner, { limit: 0 })(undefined);
    const { counts, risks } = await acrossAs(world.owner)(undefined);
    expect(counted).toEqual({ rows: [], nextCursor: null, counts, risks });
  });

  it("find the same of one kind alone", async () => {
    for (const kind of checkKinds) {
      const rows = await allPages(acrossAs(world.owner, { kind }));
      const wanted = [...expected].filter(([, kinds]) => kinds.includes(kind));
      expect(new Set(rows.map(({ riskId }) => riskId))).toEqual(new Set(wanted.map(([id]) => id)));
      expect(rows.every(({ findings }) => findings.length === 1)).toBe(true);
    }
  });
});

describe("what a reader is told", () => {
  it("is of the projects they take part in, and of one project in its own register", async () => {
    const [first, second] = projects as [TestProject, TestProject];
    const own = await allPages(acrossAs(first.lead));
    expect(new Set(own.map(({ projectId }) => projectId))).toEqual(new Set([first.id]));
    const inSecond = await allPages((cursor) =>
      runQuery(listProjectChecks, second.lead.actor, { projectId: second.id, cursor }),
    );
    const wanted = await world.db.risk.findMany({
      where: { projectId: second.id, id: { in: [...expected.keys()] } },
    });
    expect(inSecond.map(({ riskId }) => riskId).toSorted()).toEqual(
      wanted.map(({ id }) => id).toSorted(),
    );
  });

  it("leads to the form that mends it", async () => {
    const project = await world.project();
    const { riskId } = await raisedRisk(project);
    await world.db.risk.updateMany({
      where: { id: riskId },
      data: { reviewDueOn: dateOf("2026-01-05") },
    });
    const input = { projectId: project.id };
    const { rows } = await runQuery(listProjectChecks, project.lead.actor, input);
    expect(rows).toMatchObject([
      {
        key: "R-01",
        findings: [
          {
            kind: "review_overdue",
            sentence: "Its review was due on 5 Jan 2026.",
            mend: {
              label: "Review it",
              href: `/projects/${project.id}/risks?risk=${riskId}#form-review`,
            },
          },
        ],
      },
    ]);
  });

  it("is nothing where all is in order, and nothing of a closed project", async () => {
    const project = await world.project();
    await raisedRisk(project);
    const input = { projectId: project.id };
    const inOrder = await runQuery(listProjectChecks, project.lead.actor, input);
    expect(inOrder).toMatchObject({ rows: [], counts: [], risks: 0, nextCursor: null });
    await world.db.risk.updateMany({ where: { projectId: project.id }, data: { ownerId: null } });
    const wrong = await runQuery(listProjectChecks, project.lead.actor, input);
    expect(wrong.counts).toEqual([{ kind: "no_owner", count: 1 }]);
    await world.db.project.updateMany({ where: { id: project.id }, data: { status: "closed" } });
    const closed = await runQuery(listProjectChecks, project.lead.actor, input);
    expect(closed.risks).toBe(0);
  });
});

it("asks the database as often for one risk as for hundreds", async () => {
  const single = await world.project();
  await raisedRisk(single);
  const few = await statementsOf(() =>
    runQuery(listProjectChecks, single.lead.actor, { projectId: single.id }),
  );
  const [first] = projects as [TestProject];
  const many = await statementsOf(() =>
    runQuery(listProjectChecks, first.lead.actor, { projectId: first.id }),
  );
  expect(many).toBe(few);
});
