import { describe, expect, it } from "vitest";
import { freeMegabytes, refuseFullDisk } from "./data-dir.mjs";
import { isWanted, mayBoot, mayRun } from "./node-version.mjs";
import { sentenceFor, Trouble, toolTrouble } from "./trouble.mjs";

describe("the version of Node", () => {
  it("may be old enough to fetch the wanted one, and no older", () => {
    const asked = ["v14.21.3", "v18.20.4", "v20.18.3", "v20.19.0", "v22.0.0", "v24.1.0", "v26.0.0"];
    expect(asked.map(mayBoot)).toEqual([false, false, false, true, true, true, true]);
    expect(asked.map(mayRun)).toEqual([false, false, false, false, false, true, true]);
    expect(asked.map(isWanted)).toEqual([false, false, false, false, false, true, true]);
    expect(mayRun("v22.18.0")).toBe(true);
  });
});

describe("the space on the disk", () => {
  const diskWith = (megabytes) => () => ({ bavail: megabytes * 256, bsize: 4096 });

  it("is told in megabytes that this user may fill", () => {
    expect(freeMegabytes("/", diskWith(512))).toBe(512);
  });

  it("is asked for before anything is written", () => {
    expect(() => refuseFullDisk("/", diskWith(300))).not.toThrow();
    expect(() => refuseFullDisk("/", diskWith(299))).toThrow(
      "Only 299 MB are free on the disk of /; at least 300 MB are needed. Free some space, then start again.",
    );
  });
});

describe("what a person reads when a step fails", () => {
  const failing = (code, more = {}) =>
    Object.assign(new Error(`${code}: raw words`), { code, ...more });

  it("is a sentence that says what to do", () => {
    expect(sentenceFor(new Trouble("Do this."))).toBe("Do this.");
    expect(sentenceFor(failing("ENOSPC", { path: "/data/x" }))).toBe(
      "There is no space left on the disk (/data/x). Free some space, then start again.",
    );
    expect(sentenceFor(failing("ECONNREFUSED", { address: "10.0.0.1", port: 5432 }))).toBe(
      "Nothing answers at 10.0.0.1:5432. Check that PostgreSQL runs there.",
    );
    for (const code of ["EACCES", "EPERM", "EROFS", "28P01", "3D000", "42501"]) {
      expect(sentenceFor(failing(code))).toMatch(/^[A-Z].*[.]$/);
    }
  });

  it("keeps what a tool said and leaves out where in its code", () => {
    const said =
      "\nDatabase error: the table is locked\n    at query (/src/a.ts:1:2)\n    at run\n";
    expect(toolTrouble("The demo could not be made", said).message).toBe(
      "The demo could not be made:\n    Database error: the table is locked",
    );
    expect(
      toolTrouble("The demo could not be made", `${said}No space left on device`).message,
    ).toBe(
      "The demo could not be made: there is no space left on the disk. Free some, then start again.",
    );
  });

  it("is never more than the first line of something unforeseen", () => {
    const text = sentenceFor(new Error("It broke\n    at file.js:3"));
    expect(text).toBe("Something unexpected went wrong: It broke (WAYMARK_DEBUG=1 shows where.)");
    expect(sentenceFor(undefined)).toContain("Something unexpected");
  });
});
