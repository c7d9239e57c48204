import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { addDays, dateOf, dayOf, daysBetween } from "@/lib/kernel/calendar";
import { getProjectMap } from "@/lib/risk-pictures/queries/map-at";
import { getProjectPictures, getWorkspacePictures } from "@/lib/risk-pictures/queries/pictures";
import { bandStarts } from "@/lib/risk-pictures/rules/ages";
import { type Period, periods, weeksOf } from "@/lib/risk-pictures/rules/periods";
import { saveRiskMatrix } from "@/lib/risks/commands/save-matrix";
import { listProjectRisks } from "@/lib/risks/queries";
import { scoreOf } from "@/lib/risks/rules";
import { isBeyondLine, levelAt } from "@/lib/risks/rules/matrix";
import { plainMatrix } from "@/lib/risks/rules/plain-matrix";
import type { Matrix } from "@/lib/risks/schema/matrix";
import { loadMatrix } from "@/lib/risks/store/matrix";
import { previewed } from "@/lib/testing/inputs/risk-matrix";
import {
  inToday,
  type PastRisk,
  pastRisks,
  type Stand,
  standBefore,
  writePast,
} from "@/lib/testing/risk-history";
import { seedOf, sizeOf, timeFor } from "@/lib/testing/torture";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

let world: World;
let matrices: Matrix[];

/** Five by five, then three by four, then six by five: steps of the first are mapped twice. */
beforeAll(async () => {
  world = await aWorld();
  matrices = [await loadMatrix(world.db, world.workspaceId)];
  for (const size of [
    { rows: 3, columns: 4 },
    { rows: 6, columns: 5 },
  ]) {
    const { input } = await previewed(world, plainMatrix(size));
    expect(await runCommand(saveRiskMatrix, world.owner.actor, input)).toMatchObject({ ok: true });
    matrices.push(await loadMatrix(world.db, world.workspaceId));
  }
});

const today = dayOf(new Date());
const newest = () => matrices.at(-1) as Matrix;
const endOf = (day: string) => dateOf(addDays(day, 1));
const isLiving = (stand: Stand | null): stand is Stand =>
  stand !== null && stand.status !== "closed";

/** Every risk looked at on its own, whatever the database makes of all of them at once. */
function naiveMoment(risks: readonly PastRisk[], on: string) {
  const stands = risks.map((risk) => standBefore(risk, endOf(on), matrices)).filter(isLiving);
  const open = stands.filter(({ status }) => status === "open");
  return {
    open: open.length,
    accepted: stands.length - open.length,
    above: open.filter((stand) => isBeyondLine(newest(), stand)).length,
    score: stands.reduce((sum, stand) => sum + scoreOf(stand), 0),
  };
}

function naiveFlows(risks: readonly PastRisk[], from: Date, to: Date) {
  const within = ({ at }: { at: Date }) => at >= from && at < to;
  const changes = risks.flatMap(({ statuses }) =>
    statuses.map((change, index) => ({ ...change, before: statuses[index - 1]?.status })),
  );
  const closed = changes.filter((change) => change.status === "closed" && within(change));
  const reopened = changes.filter(
    ({ status, before, at }) => before === "closed" && status !== "closed" && within({ at }),
  );
  const raised = risks.filter(({ raisedAt }) => within({ at: raisedAt }));
  return { raised: raised.length, reopened: reopened.length, closed: closed.length };
}

/** Type 7 of Hyndman and Fan (1996): linear between the order statistics. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

/** Day by day, the first on which a risk had been treated; null waits still. */
function naiveTreatedOn(risk: PastRisk): string | null {
  const first = inToday(risk.ratings[0] as PastRisk["ratings"][number], matrices);
  const moments = [...risk.ratings, ...risk.statuses].map(({ at }) => at.getTime());
  for (const moment of moments.toSorted((one, other) => one - other)) {
    const stand = standBefore(risk, new Date(moment + 1), matrices);
    const isWithin =
      stand !== null && isBeyondLine(newest(), first) && !isBeyondLine(newest(), stand);
    if (stand !== null && (stand.status !== "open" || isWithin)) {
      return dayOf(new Date(moment));
    }
  }
  return null;
}

function naiveTreated(risks: readonly PastRisk[], from: string | null) {
  const cases = risks.map((risk) => {
    const first = inToday(risk.ratings[0] as PastRisk["ratings"][number], matrices);
    const on = naiveTreatedOn(risk);
    const days = on === null ? null : daysBetween(dayOf(risk.raisedAt), on);
    return { level: levelAt(newest(), first), on, days };
  });
  const told = cases.filter(({ on }) => on === null || from === null || on >= from);
  const levels = [...new Set(told.map(({ level }) => level))].toSorted((one, other) => other - one);
  return levels.map((level) => {
    const here = told.filter((each) => each.level === level);
    const days = here.flatMap((each) => each.days ?? []).toSorted((one, other) => one - other);
    const figure = (share: number) => (days.length === 0 ? null : quantile(days, share));
    const [least, most] = [days[0] ?? null, days.at(-1) ?? null];
    const quartiles = { lower: figure(0.25), median: figure(0.5), upper: figure(0.75) };
    return {
      level,
      cases: days.length,
      waiting: here.length - days.length,
      least,
      most,
      ...quartiles,
    };
  });
}

type Look = { risks: readonly PastRisk[]; project: TestProject };

async function lookAtWeeks({ risks, project }: Look, period: Period) {
  const input = { projectId: project.id, period };
  const { burnDown, stepDays } = await runQuery(getProjectPictures, project.lead.actor, input);
  expect(burnDown.at(-1)?.on).toBe(today);
  for (const [index, point] of burnDown.entries()) {
    const { above: _, ...stands } = naiveMoment(risks, point.on);
    const flows = naiveFlows(risks, endOf(addDays(point.on, -stepDays)), endOf(point.on));
    expect(point).toEqual({ on: point.on, ...stands, ...flows });
    const before = burnDown[index - 1];
    if (before !== undefined) {
      const grown = point.open + point.accepted - before.open - before.accepted;
      expect(grown).toBe(point.raised + point.reopened - point.closed);
    }
  }
}

async function lookAtMap({ risks, project }: Look, back: number) {
  const on = addDays(today, -back);
  const { actor } = project.lead;
  const view = await runQuery(getProjectMap, actor, { projectId: project.id, on });
  const { heatMap: cells, ...counts } = view.past;
  expect(counts).toEqual(naiveMoment(risks, on));
  const stands = risks.map((risk) => standBefore(risk, endOf(on), matrices));
  for (const { likelihood, impact, numbers, count } of cells) {
    const here = stands.flatMap((stand, index) =>
      isLiving(stand) && stand.likelihood === likelihood && stand.impact === impact
        ? [index + 1]
        : [],
    );
    expect({ numbers, count }).toEqual({ numbers: here.slice(0, 6), count: here.length });
  }
  expect(sumOf(cells, ({ count }) => count)).toBe(stands.filter(isLiving).length);
  const register = await runQuery(listProjectRisks, actor, { projectId: project.id });
  expect(sorted(view.present.heatMap)).toEqual(sorted(register.heatMap));
  expect(view.present).toMatchObject({
    open: register.counts.open,
    score: register.totals.current,
    above: register.counts.aboveAppetite,
  });
  const same = await runQuery(getProjectMap, actor, { projectId: project.id, on: today });
  expect(same).toMatchObject({ moved: [], counts: [], moves: [] });
  expect(sorted(same.past.heatMap)).toEqual(sorted(same.present.heatMap));
}

async function lookAtSpread({ risks, project }: Look, period: Period) {
  const { actor } = project.lead;
  const view = await runQuery(getProjectPictures, actor, { projectId: project.id, period });
  const living = risks.flatMap((risk) => {
    const stand = standBefore(risk, endOf(today), matrices);
    return isLiving(stand) ? [{ ...risk, ...stand }] : [];
  });
  for (const share of view.categories) {
    const here = living.filter(({ category }) => category === share.category);
    const open = here.filter(({ status }) => status === "open");
    expect(share).toMatchObject({
      count: here.length,
      above: open.filter((risk) => isBeyondLine(newest(), risk)).length,
      current: sumOf(here, scoreOf),
    });
  }
  expect(sumOf(view.categories, ({ count }) => count)).toBe(living.length);
  expect(view.places).toMatchObject(
    living.length === 0 ? [] : [{ id: null, name: "Whole project", count: living.length }],
  );
  const open = living.filter(({ status }) => status === "open");
  const age = (risk: PastRisk) => daysBetween(risk.identifiedOn, today);
  for (const { level, band, count } of view.ages) {
    const here = open.filter(
      (risk) =>
        levelAt(newest(), risk) === level &&
        bandStarts.filter((from) => from <= age(risk)).length === band,
    );
    expect(here).toHaveLength(count);
  }
  expect(sumOf(view.ages, ({ count }) => count)).toBe(open.length);
  const oldest = open.length === 0 ? undefined : Math.max(...open.map(age));
  expect(view.oldest?.days).toBe(oldest);
  const weeks = weeksOf(period);
  const from = weeks === null ? null : addDays(today, -7 * weeks);
  expect(view.treated).toEqual(naiveTreated(risks, from));
}

/** The same look at many registers, each in a project of its own. */
async function always<T>(given: fc.Arbitrary<T>, look: (at: Look, value: T) => Promise<void>) {
  const check = fc.asyncProperty(pastRisks(matrices), given, async (risks, value) => {
    const project = await world.project();
    await writePast(world, project, { risks, matrices });
    await look({ risks, project }, value);
  });
  await fc.assert(check, { numRuns: sizeOf({ short: 12, full: 400 }), seed: seedOf(31) });
}

const anyPeriod = fc.constantFrom(...periods);
const time = { timeout: timeFor(60_000) };

describe("the pictures, on registers with any past", () => {
  it("say for every week what a look at each risk would have said at its end", time, () =>
    always(anyPeriod, lookAtWeeks),
  );

  it(
    "show the heat map of a day as each risk stood then, and today as the register does",
    time,
    () => always(fc.integer({ min: 0, max: 430 }), lookAtMap),
  );

  it(
    "spread risks over categories, levels and ages, and time their treatment, as counting does",
    time,
    () => always(anyPeriod, lookAtSpread),
  );
});

function sumOf<T>(list: readonly T[], of: (each: T) => number): number {
  return list.reduce((sum, each) => sum + of(each), 0);
}

function sorted(cells: readonly { likelihood: number; impact: number; count: number }[]) {
  return cells.toSorted((one, other) => scoreOf(one) - scoreOf(other) || one.impact - other.impact);
}

describe("the pictures across projects", () => {
  it("hold a member to the projects they take part in", async () => {
    const own = await aWorld();
    const { workspaceId, owner } = own;
    const ours = [await loadMatrix(own.db, workspaceId)];
    const [risks = []] = fc.sample(pastRisks(ours), { numRuns: 1, seed: 7 });
    const [one, two] = [await own.project(), await own.project({ name: "Claims triage" })];
    await writePast(own, one, { risks, matrices: ours });
    await writePast(own, two, { risks: risks.slice(0, 1), matrices: ours });
    const all = await runQuery(getWorkspacePictures, owner.actor, { workspaceId, period: "all" });
    const seen = await runQuery(getWorkspacePictures, two.lead.actor, { workspaceId });
    const chosen = await runQuery(getWorkspacePictures, owner.actor, {
      workspaceId,
      projectId: two.id,
    });
    const living = (view: typeof all) => sumOf(view.categories, ({ count }) => count);
    const ofOne = all.places.filter(({ id }) => id === one.id);
    expect(living(all)).toBe(living(chosen) + sumOf(ofOne, ({ count }) => count));
    expect(seen.places.every(({ id }) => id === two.id)).toBe(true);
    expect(living(seen)).toBe(living(chosen));
  });

  it("show an empty register as empty: no share, no age, no case, and zeros over time", async () => {
    const own = await aWorld();
    const project = await own.project();
    const input = { projectId: project.id, period: "all" };
    const view = await runQuery(getProjectPictures, project.lead.actor, input);
    expect(view).toMatchObject({ categories: [], places: [], ages: [], oldest: null, treated: [] });
    expect(view.burnDown.every(({ open, score }) => open === 0 && score === 0)).toBe(true);
    const map = await runQuery(getProjectMap, project.lead.actor, {
      projectId: project.id,
      on: today,
    });
    expect(map).toMatchObject({ firstOn: null, moved: [], past: { heatMap: [], open: 0 } });
  });
});
