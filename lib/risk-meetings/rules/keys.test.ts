import { describe, expect, it } from "vitest";
import { actOf, isForMeeting, meetingKeys } from "./keys";

describe("the keys of a meeting", () => {
  it("move, save, open the evidence and the text, correct and explain", () => {
    const acts = ["j", "ArrowRight", "k", "ArrowLeft", "Enter", "e", "t", "u", "?"].map(actOf);
    expect(acts).toEqual([
      "next",
      "next",
      "previous",
      "previous",
      "save",
      "evidence",
      "text",
      "undo",
      "help",
    ]);
    expect(actOf("x")).toBeNull();
  });

  it("leave a field all of its keys", () => {
    for (const key of ["y", "3", "j", "Enter", "ArrowLeft", "?"]) {
      expect(isForMeeting(key, "field")).toBe(false);
    }
  });

  it("leave a choice its arrows, and a link or a button its Enter", () => {
    expect(isForMeeting("ArrowRight", "choice")).toBe(false);
    expect(isForMeeting("3", "choice")).toBe(true);
    expect(isForMeeting("Enter", "choice")).toBe(true);
    expect(isForMeeting("Enter", "control")).toBe(false);
    expect(isForMeeting("j", "control")).toBe(true);
    expect(isForMeeting("Enter", "page")).toBe(true);
  });

  it("are each explained once", () => {
    const listed = meetingKeys.flatMap(({ keys }) => [...keys]);
    expect(new Set(listed).size).toBe(listed.length);
  });
});
