import { describe, expect, it } from "vitest";
import { checkKinds } from "@/lib/risk-checks/rules/check-kinds";
import type { CheckedRisk } from "@/lib/risk-checks/rules/checked-risk";
import { checkRisk } from "@/lib/risk-checks/rules/checks";
import { mendOf } from "@/lib/risk-checks/rules/mends";

const today = "2026-11-27";
const level = (likelihood: number, impact: number) => ({ likelihood, impact });

const inOrder: CheckedRisk = {
  status: "open",
  inherent: level(4, 4),
  current: level(4, 4),
  residual: level(2, 4),
  ownerName: "Jonas Reiter",
  isOwnerThere: true,
  dueOn: today,
  reviewDueOn: today,
  ratedAt: "2026-11-20T09:00:00.000Z",
  reviewedAt: null,
  stageNumber: 3,
  acceptances: [],
  isAcceptanceAsked: false,
  controls: [],
  actions: [],
  loopBacks: [],
};

function found(changes: Partial<CheckedRisk>): string[] {
  return checkRisk({ ...inOrder, ...changes }, today).map(({ kind }) => kind);
}

function sentences(changes: Partial<CheckedRisk>): string[] {
  return checkRisk({ ...inOrder, ...changes }, today).map(({ sentence }) => sentence);
}

const accepted = (expiresOn: string, isEndNoted = false) => ({
  ...level(4, 4),
  expiresOn,
  isEndNoted,
});

const action = {
  name: "Drop the column",
  isDone: false,
  isOver: false,
  dueOn: "2026-11-20",
  href: "/projects/p/stages/s?task=t",
};

describe("what the checker finds", () => {
  it("is nothing in a risk that is in order, on the very last day of everything", () => {
    expect(found({})).toEqual([]);
  });

  it("names the owner who is missing or gone", () => {
    expect(sentences({ ownerName: null, isOwnerThere: false })).toEqual(["Nobody owns it."]);
    expect(sentences({ isOwnerThere: false })).toEqual([
      "Jonas Reiter, who owns it, is not in the project any more.",
    ]);
  });

  it("names a residual level above the current one, not one beside it", () => {
    expect(found({ residual: level(5, 4) })).toEqual(["residual_above_current"]);
    expect(found({ residual: level(4, 4) })).toEqual([]);
    expect(found({ residual: null })).toEqual([]);
  });

  it("names a level that was lowered without an existing control or a finished action", () => {
    const lowered = { current: level(3, 4) };
    expect(sentences(lowered)).toEqual([
      "It is rated 3 × 4 instead of the inherent 4 × 4, and no existing control or finished action says why.",
    ]);
    expect(found({ ...lowered, controls: [{ state: "planned" }] })).toHaveLength(1);
    expect(found({ ...lowered, controls: [{ state: "existing" }] })).toEqual([]);
    const done = { ...action, isDone: true, isOver: true };
    expect(found({ ...lowered, actions: [done] })).toEqual([]);
    expect(found({ current: level(5, 4) })).toEqual([]);
  });

  it("names what is past due, the treatment of an open risk only", () => {
    const yesterday = "2026-11-26";
    expect(found({ dueOn: yesterday, reviewDueOn: yesterday })).toEqual([
      "treatment_overdue",
      "review_overdue",
    ]);
    const signed = { status: "accepted" as const, acceptances: [accepted(today)] };
    expect(found({ ...signed, dueOn: yesterday })).toEqual([]);
  });

  it("names the action that is late the longest, and how many others are", () => {
    const actions = [action, { ...action, name: "Ask the union", dueOn: "2026-11-12" }];
    expect(sentences({ actions })).toEqual([
      "The action “Ask the union” was due on 12 Nov 2026. 1 more is late.",
    ]);
    expect(
      found({
        actions: [
          { ...action, isOver: true },
          { ...action, dueOn: today },
        ],
      }),
    ).toEqual([]);
  });
});

describe("acceptances", () => {
  it("are missing where nothing signed covers the level of an accepted risk", () => {
    const status = "accepted" as const;
    expect(found({ status })).toEqual(["accepted_without_acceptance"]);
    const lower = { ...accepted("2026-12-31"), ...level(3, 4) };
    expect(found({ status, acceptances: [lower] })).toEqual(["accepted_without_acceptance"]);
    expect(found({ status, acceptances: [accepted("2026-12-31")] })).toEqual([]);
  });

  it("are over from the day after their last one, until somebody answers", () => {
    const acceptances = [accepted("2026-11-24", true)];
    expect(sentences({ acceptances })).toEqual([
      "Its acceptance ended on 24 Nov 2026, and nobody has looked at it since.",
    ]);
    expect(found({ acceptances, isAcceptanceAsked: true })).toEqual([]);
    expect(found({ acceptances, reviewedAt: "2026-11-25T00:00:00.000Z" })).toEqual([]);
    expect(found({ acceptances, ratedAt: "2026-11-24T23:00:00.000Z" })).toHaveLength(1);
    expect(found({ acceptances: [...acceptances, accepted(today)] })).toEqual([]);
  });

  it("that ran out while the risk still counts as accepted are said so, whoever looked since", () => {
    const stale = { status: "accepted" as const, acceptances: [accepted("2026-11-26")] };
    expect(sentences({ ...stale, reviewedAt: "2026-11-27T08:00:00.000Z" })).toEqual([
      "Its acceptance ended on 26 Nov 2026, and it still counts as accepted.",
    ]);
  });
});

describe("a loop-back", () => {
  const back = (toNumber: number, decidedAt: string) => ({
    toNumber,
    toName: "Data preparation",
    decidedAt,
  });

  it("asks for a new rating of what belongs to the stage gone back to or a later one", () => {
    const later = "2026-11-21T10:00:00.000Z";
    expect(sentences({ loopBacks: [back(3, later)] })).toEqual([
      "The project went back to Data preparation on 21 Nov 2026, and it was not rated since.",
    ]);
    expect(found({ loopBacks: [back(4, later)] })).toEqual([]);
    expect(found({ loopBacks: [back(4, later)], stageNumber: null })).toHaveLength(1);
  });

  it("asks for nothing once the risk was rated after it", () => {
    expect(found({ loopBacks: [back(1, "2026-11-20T08:59:59.000Z")] })).toEqual([]);
  });
});

describe("the mend", () => {
  it("of every kind is a form of the risk, and of a late action the task itself", () => {
    const at = { risk: { ...inOrder, actions: [action] }, riskId: "r", projectId: "p", today };
    const hrefs = checkKinds.map((kind) => mendOf(kind, at).href);
    expect(hrefs.filter((href) => href.startsWith("/projects/p/risks?risk=r#form-"))).toHaveLength(
      checkKinds.length - 1,
    );
    expect(mendOf("action_overdue", at).href).toBe(action.href);
  });
});
