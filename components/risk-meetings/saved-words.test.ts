import { describe, expect, it } from "vitest";
import type { MeetingReview } from "@/lib/risk-meetings/schema/meeting";
import { savedWords } from "./saved-words";

const now = new Date("2026-11-27T10:00:00.000Z");
const level = { likelihood: 4, impact: 3, score: 12, shade: 4 };

const review = {
  id: "0198f7a0-0000-7000-8000-000000000009",
  riskId: "0198f7a0-0000-7000-8000-000000000001",
  key: "R-04",
  title: "Labels come late",
  projectId: "0198f7a0-0000-7000-8000-000000000002",
  projectKey: "CEW",
  projectName: "Churn early warning",
  status: "open",
  isStillTrue: true,
  before: null,
  after: level,
  knowledge: "strong",
  note: "",
  evidenceId: null,
  evidenceTitle: null,
  nextDueOn: "2026-12-27",
  byId: "0198f7a0-0000-7000-8000-000000000003",
  byName: "Lena Lead",
  at: "2026-11-27T09:59:00.000Z",
} satisfies MeetingReview;

const told = {
  reviews: [review],
  saved: review.riskId,
  open: { projectKey: "LPS", key: "R-07", title: "Key person" },
  total: 8,
  nameOf: (risk: { projectKey: string; key: string }) => `${risk.projectKey} ${risk.key}`,
  now,
};

describe("what is told of a meeting", () => {
  it("is what was recorded, and what is on the table now", () => {
    expect(savedWords(told).said).toBe(
      "CEW R-04 is recorded: still true, 4 × 3, next review 27 Dec. Now LPS R-07, Key person. 8 to go.",
    );
    expect(savedWords(told).shown?.lead).toBe("CEW R-04 is recorded:");
  });

  it("says that a risk was closed, and gives it no next day", () => {
    const closed = { ...review, isStillTrue: false, nextDueOn: null };
    expect(savedWords({ ...told, reviews: [closed] }).shown?.text).toBe(
      "not true any more, and closed.",
    );
  });

  it("tells the last of two reviews of one risk, and nothing where none was recorded", () => {
    const second = { ...review, after: { ...level, likelihood: 1, score: 3 } };
    expect(savedWords({ ...told, reviews: [review, second] }).said).toContain("1 × 3");
    expect(savedWords({ ...told, saved: undefined })).toEqual({
      said: "LPS R-07, Key person. 8 to go.",
      shown: null,
    });
  });
});
