import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { trailArcs } from "./trail-arcs";
import {
  atWidth,
  cssAlong,
  type GateState,
  gatePlace,
  gateSlot,
  inStage,
  planLine,
  positionPlace,
  railPlace,
  stageCells,
  type TrailLoopView,
  type TrailStageView,
  type TrailTaskView,
  type TrailView,
  trailGroups,
} from "./trail-geometry";
import { layMiniTrail, mini } from "./trail-mini";

const gateStates: GateState[] = [
  "locked",
  "ready",
  "in_review",
  "passed",
  "passed_with_conditions",
  "changes_requested",
  "rejected",
  "waived",
  "lapsed",
];

const aTask: fc.Arbitrary<TrailTaskView> = fc.record({
  id: fc.uuid(),
  progress: fc.double({ min: -1, max: 2, noNaN: true }),
  state: fc.constantFrom("todo", "doing", "done", "blocked", "tailored_out"),
});

const aStage: fc.Arbitrary<TrailStageView> = fc.record({
  id: fc.uuid(),
  number: fc.integer({ min: 1, max: 20 }),
  name: fc.string(),
  group: fc.constantFrom("CRISP-DM", "MLOps"),
  href: fc.constant("/"),
  tasks: fc.array(aTask, { maxLength: 6 }),
  state: fc.constantFrom("not_started", "active", "done", "tailored_out"),
  note: fc.string(),
  planStartOn: fc.constant(null),
  planEndOn: fc.constant(null),
  gate: fc.option(
    fc.record({
      id: fc.uuid(),
      code: fc.constant("G1"),
      name: fc.string(),
      state: fc.constantFrom(...gateStates),
      dateOn: fc.constant(null),
      slipDays: fc.constant(null),
      href: fc.constant("/"),
      label: fc.string(),
    }),
  ),
});

const aLoop = fc.record({
  fromIndex: fc.integer({ min: 0, max: 11 }),
  toIndex: fc.integer({ min: 0, max: 11 }),
  who: fc.constant("Priya Raman"),
  at: fc.constant("12 Oct"),
  reason: fc.string(),
});

const loopsOf = fc
  .array(aLoop, { maxLength: 7 })
  .map((loops) => loops.map((loop, place): TrailLoopView => ({ ...loop, iteration: place + 2 })));

const aTrail: fc.Arbitrary<TrailView> = fc.record({
  stages: fc.array(aStage, { minLength: 1, maxLength: 12 }),
  position: fc.double({ min: -2, max: 15, noNaN: true }),
  planPosition: fc.option(fc.double({ min: -2, max: 15, noNaN: true })),
  slipDays: fc.integer({ min: -60, max: 60 }),
  paused: fc.boolean(),
  loops: loopsOf,
});

/** Twelve stages of up to six tasks need 640 px; the mini takes over below. */
const aWidth = fc.integer({ min: 640, max: 2400 });

function loop(overrides: Partial<TrailLoopView>): TrailLoopView {
  return {
    fromIndex: 3,
    toIndex: 2,
    iteration: 2,
    who: "Priya Raman",
    at: "12 Oct",
    reason: "The label leaked.",
    ...overrides,
  };
}

describe("places on the rail", () => {
  test("nine stages on 1176 px stand where the design puts them", () => {
    expect(atWidth(railPlace(9, { index: 0, share: 0 }), 1176)).toBeCloseTo(10);
    expect(atWidth(railPlace(9, { index: 3, share: 0 }), 1176)).toBeCloseTo(397.333, 2);
    expect(atWidth(gatePlace(9, 0), 1176)).toBeCloseTo(122.1, 1);
    expect(atWidth(gatePlace(9, 8), 1176)).toBeCloseTo(1155);
  });

  test.each([3, 5, 6, 8, 9])("%i stages share the width alike", (stages) => {
    const starts = Array.from({ length: stages + 1 }, (_, index) =>
      atWidth(railPlace(stages, { index, share: 0 }), 1000),
    );
    for (const [index, start] of starts.slice(0, -1).entries()) {
      expect((starts[index + 1] ?? 0) - start).toBeCloseTo((1000 - 14) / stages);
    }
  });

  test("every position, however wrong, lands between the ends of the rail", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: -1e6, max: 1e6 }),
        aWidth,
        (stages, position, width) => {
          const x = atWidth(positionPlace(stages, position), width);
          expect(x).toBeGreaterThanOrEqual(10 - 1e-6);
          expect(x).toBeLessThanOrEqual(width - 4 - gateSlot + 1e-6);
        },
      ),
    );
  });

  test("more work done never moves the blaze back", () => {
    const position = fc.double({ min: 0, max: 9, noNaN: true });
    fc.assert(
      fc.property(position, position, aWidth, (one, other, width) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(atWidth(positionPlace(9, low), width)).toBeLessThanOrEqual(
          atWidth(positionPlace(9, high), width) + 1e-6,
        );
      }),
    );
  });

  test("a finished project stands at the end of its last stage", () => {
    expect(inStage(9, 9)).toEqual({ index: 8, share: 1 });
    expect(inStage(9, Number.NaN)).toEqual({ index: 0, share: 0 });
  });

  test("a stylesheet gets a sum of percent and pixels", () => {
    expect(cssAlong({ share: 0.5, px: -3 })).toBe("calc(50% - 3px)");
    expect(cssAlong({ share: 0, px: 10 })).toBe("calc(0% + 10px)");
  });
});

describe("cells", () => {
  test("stay in order, inside their stage, and clear of every gate", () => {
    fc.assert(
      fc.property(aTrail, aWidth, ({ stages }, width) => {
        for (const [index, stage] of stages.entries()) {
          const cells = stageCells(stages.length, stage, index);
          const gate = atWidth(gatePlace(stages.length, index), width);
          let before = atWidth(railPlace(stages.length, { index, share: 0 }), width) - 1e-6;
          for (const cell of cells) {
            const [start, end] = [atWidth(cell.start, width), atWidth(cell.end, width)];
            expect(start).toBeGreaterThanOrEqual(before);
            expect(end).toBeGreaterThan(start);
            expect(cell.fill).toBeGreaterThanOrEqual(0);
            expect(cell.fill).toBeLessThanOrEqual(1);
            before = end;
          }
          expect(gate - before).toBeGreaterThanOrEqual(gateSlot / 2 - 1e-6);
        }
      }),
    );
  });

  test("a done task is full whatever its log says", () => {
    const stage = { tasks: [{ id: "a", progress: 0.2, state: "done" as const }] };
    expect(stageCells(9, stage, 0)[0]?.fill).toBe(1);
  });

  test("a stage without tasks still shows its stretch of rail", () => {
    expect(stageCells(9, { tasks: [] }, 4)).toHaveLength(1);
  });
});

describe("arcs", () => {
  test("that overlap get different levels, and at most three are drawn", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), loopsOf, (stages, loops) => {
        const { arcs, earlier, levels } = trailArcs(stages, loops);
        expect(arcs.length).toBe(Math.min(3, loops.length));
        expect(arcs.length + earlier.length).toBe(loops.length);
        for (const [place, arc] of arcs.entries()) {
          expect(arc.level).toBeLessThan(levels);
          for (const other of arcs.slice(place + 1)) {
            const apart =
              Math.max(atWidth(arc.from, 1176), atWidth(arc.to, 1176)) <
                Math.min(atWidth(other.from, 1176), atWidth(other.to, 1176)) ||
              Math.max(atWidth(other.from, 1176), atWidth(other.to, 1176)) <
                Math.min(atWidth(arc.from, 1176), atWidth(arc.to, 1176));
            expect(apart || arc.level !== other.level).toBe(true);
          }
        }
      }),
    );
  });

  test("keep the latest loops and fold the older ones", () => {
    const loops = [2, 3, 4, 5, 6].map((iteration) => loop({ iteration }));
    const { arcs, earlier } = trailArcs(9, loops);
    expect(arcs.map((arc) => arc.loop.iteration)).toEqual([4, 5, 6]);
    expect(earlier.map((old) => old.iteration)).toEqual([2, 3]);
  });

  test("a long way back spans over a short one", () => {
    const { arcs } = trailArcs(9, [
      loop({ iteration: 2, fromIndex: 8, toIndex: 1 }),
      loop({ iteration: 3, fromIndex: 4, toIndex: 3 }),
    ]);
    expect(arcs.map((arc) => arc.level)).toEqual([1, 0]);
  });

  test("arcs in far parts of the trail share the lowest level", () => {
    const { arcs, levels } = trailArcs(9, [
      loop({ iteration: 2, fromIndex: 2, toIndex: 1 }),
      loop({ iteration: 3, fromIndex: 6, toIndex: 5 }),
    ]);
    expect(arcs.map((arc) => arc.level)).toEqual([0, 0]);
    expect(levels).toBe(1);
  });
});

describe("the plan line", () => {
  const base = {
    stages: Array.from({ length: 9 }, () => fc.sample(aStage, 1)).flat(),
    slipDays: 9,
  };

  test("turns ochre at the blaze when the plan is further on", () => {
    const line = planLine({ ...base, position: 3.62, planPosition: 4.1 });
    expect(line?.drift).toBe("behind");
    expect(line?.label).toBe("9 d behind");
    expect(line?.turn).toEqual(positionPlace(9, 3.62));
  });

  test("stops short of the blaze when the project is ahead", () => {
    const line = planLine({ ...base, slipDays: -4, position: 5, planPosition: 4.5 });
    expect(line?.drift).toBe("ahead");
    expect(line?.label).toBe("4 d ahead");
  });

  test("is absent without an approved plan", () => {
    expect(planLine({ ...base, position: 1, planPosition: null })).toBeNull();
  });
});

describe("groups", () => {
  test("bracket neighbouring stages of one name", () => {
    const names = ["CRISP-DM", "CRISP-DM", "MLOps"].map((group) => ({ group }));
    expect(trailGroups(names).map((group) => group.name)).toEqual(["CRISP-DM", "MLOps"]);
  });
});

describe("the mini trail", () => {
  test("nine stages make 164 by 20", () => {
    const stages = Array.from({ length: 9 }, () => fc.sample(aStage, 1)).flat();
    const view: TrailView = {
      stages,
      position: 3,
      planPosition: null,
      slipDays: 0,
      paused: false,
      loops: [],
    };
    expect(layMiniTrail(view).width).toBe(164);
  });

  test("nothing leaves the picture", () => {
    fc.assert(
      fc.property(aTrail, (view) => {
        const trail = layMiniTrail(view);
        const spans = [
          ...trail.gates.map(({ x, radius }) => [x - radius, x + radius]),
          ...trail.bars.map(({ x }) => [x, x + mini.barWidth]),
          ...trail.arcs.map(({ from, to }) => [from, to]),
          [trail.blazeX - 1, trail.blazeX + 1],
          trail.plan === null ? [] : [trail.plan.start, trail.plan.end],
        ].flat();
        expect(Math.min(...spans)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...spans)).toBeLessThanOrEqual(trail.width);
        // A cubic with level controls rises three quarters of the way to them.
        const apexes = trail.arcs.map(({ top }) => 7 - 0.75 * (7 - top));
        expect(Math.min(...apexes, 7)).toBeGreaterThanOrEqual(0.2);
        expect(Math.max(...trail.bars.map((bar) => bar.fill))).toBeLessThanOrEqual(mini.barWidth);
      }),
    );
  });

  test("bars and gates of one trail never overlap", () => {
    fc.assert(
      fc.property(aTrail, (view) => {
        const trail = layMiniTrail(view);
        for (const gate of trail.gates) {
          for (const bar of trail.bars) {
            const touches = bar.x < gate.x + 3 && gate.x - 3 < bar.x + mini.barWidth - 0.6;
            expect(touches).toBe(false);
          }
        }
      }),
    );
  });
});
