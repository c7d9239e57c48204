import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inQueueOrder, placeIn } from "./queue";

const able = (...ids: string[]) => ids.map((id) => ({ id, mayReview: true }));

const risk = (id: string, reviewDueOn: string | null, score: number) => ({
  id,
  reviewDueOn,
  score,
});

describe("the order of a meeting", () => {
  it("takes the longest overdue first, then the day, then the score, and no day last", () => {
    const queue = [
      risk("e", null, 25),
      risk("c", "2026-11-27", 12),
      risk("d", "2026-12-04", 20),
      risk("b", "2026-11-27", 20),
      risk("a", "2026-09-01", 1),
    ];
    expect(queue.toSorted(inQueueOrder).map(({ id }) => id)).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("is the same whatever order the risks come in", () => {
    const risks = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        reviewDueOn: fc.constantFrom(null, "2026-11-01", "2026-11-27", "2026-12-24"),
        score: fc.integer({ min: 1, max: 36 }),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(risks, (queue) => {
        expect(queue.toReversed().toSorted(inQueueOrder)).toEqual(queue.toSorted(inQueueOrder));
      }),
    );
  });
});

describe("where a meeting stands", () => {
  it("begins with the first that waits", () => {
    expect(placeIn({ reviewed: [], waiting: able("a", "b", "c") }, undefined)).toEqual({
      id: "a",
      previousId: null,
      nextId: "b",
      thenId: "b",
    });
  });

  it("walks back into what is reviewed, and goes on with what waits", () => {
    const lists = { reviewed: ["x", "y"], waiting: able("b", "c") };
    expect(placeIn(lists, "b")).toMatchObject({ previousId: "y", nextId: "c", thenId: "c" });
    expect(placeIn(lists, "y")).toMatchObject({ previousId: "x", nextId: "b", thenId: "b" });
  });

  it("takes up what was skipped once the end is reached", () => {
    expect(placeIn({ reviewed: [], waiting: able("a", "b", "c") }, "c")).toMatchObject({
      nextId: null,
      thenId: "a",
    });
  });

  it("passes over what the reader may only read, which J still opens", () => {
    const waiting = [
      { id: "a", mayReview: false },
      { id: "b", mayReview: true },
      { id: "c", mayReview: false },
      { id: "d", mayReview: true },
    ];
    expect(placeIn({ reviewed: [], waiting }, undefined).id).toBe("b");
    expect(placeIn({ reviewed: [], waiting }, "b")).toMatchObject({ nextId: "c", thenId: "d" });
    expect(placeIn({ reviewed: [], waiting }, "d")).toMatchObject({ nextId: null, thenId: "b" });
    expect(placeIn({ reviewed: [], waiting: waiting.slice(0, 1) }, undefined)).toMatchObject({
      id: "a",
      thenId: null,
    });
  });

  it("ends where the last one is on the table", () => {
    expect(placeIn({ reviewed: ["x"], waiting: able("c") }, "c").thenId).toBeNull();
    expect(placeIn({ reviewed: ["x"], waiting: [] }, undefined).id).toBeNull();
  });

  it("opens a risk that is in no list, with the queue still before it", () => {
    expect(placeIn({ reviewed: [], waiting: able("a", "b") }, "z")).toEqual({
      id: "z",
      previousId: null,
      nextId: "a",
      thenId: "a",
    });
  });

  it("never goes on with the risk on the table, and always comes to every one that waits", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 12 }), (ids) => {
        const reviewed: string[] = [];
        let waiting = able(...ids);
        let asked: string | undefined;
        while (waiting.length > 0) {
          const { id, thenId } = placeIn({ reviewed, waiting }, asked);
          expect(thenId).not.toBe(id);
          reviewed.push(id ?? "");
          waiting = waiting.filter((each) => each.id !== id);
          asked = thenId ?? undefined;
        }
        expect(reviewed).toEqual(ids);
      }),
    );
  });
});
