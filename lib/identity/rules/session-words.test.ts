import { expect, it } from "vitest";
import { restInWords } from "@/lib/identity/rules/session-words";

it("how long a session may rest is said in hours and minutes", () => {
  expect([5, 60, 90, 480, 61].map(restInWords)).toEqual([
    "5 minutes",
    "1 hour",
    "1 hour 30 minutes",
    "8 hours",
    "1 hour 1 minute",
  ]);
});
