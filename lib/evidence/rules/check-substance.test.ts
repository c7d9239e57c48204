import { describe, expect, it } from "vitest";
import {
  kindAsStored,
  problemOfSubstance,
  type Substance,
  whyNotForOutput,
} from "@/lib/evidence/rules/check-substance";
import { evidenceKinds } from "@/lib/evidence/rules/evidence-kinds";
import { evidenceStatus } from "@/lib/evidence/rules/evidence-status";
import { mediaTypeOf } from "@/lib/evidence/rules/media-type";
import { placeEvidence } from "@/lib/evidence/rules/place-evidence";
import { evidenceKinds as playbookKinds } from "@/lib/playbooks/schema/words";

const note: Substance = {
  kind: "document",
  note: "Labels are set within ten days.",
  url: null,
  fileId: null,
  data: null,
  effectiveOn: "2026-01-15",
  validUntil: null,
};
const today = "2026-01-20";

describe("what counts as evidence", () => {
  it("is something to look at", () => {
    expect(problemOfSubstance(note, today)).toBeNull();
    const file = { ...note, note: "", fileId: "f1", kind: "file" as const };
    expect(problemOfSubstance(file, today)).toBeNull();
    expect(problemOfSubstance({ ...note, note: "", data: { passed: true } }, today)).toBeNull();
  });

  it.each([
    ["note", { note: "" }],
    ["url", { kind: "link" }],
    ["fileId", { kind: "file" }],
    ["kind", { kind: "signature" }],
    ["effectiveOn", { effectiveOn: "2026-01-21" }],
    ["validUntil", { validUntil: "2026-01-14" }],
  ] as const)("is refused at %s", (path, change) => {
    expect(problemOfSubstance({ ...note, ...change }, today)).toMatchObject({ path });
  });
});

describe("kinds of evidence", () => {
  it("are the same in playbooks and in the store", () => {
    expect(new Set(playbookKinds.map(kindAsStored))).toEqual(new Set(evidenceKinds));
    expect(kindAsStored("constructor")).toBeNull();
    expect(kindAsStored(null)).toBeNull();
  });

  it("meet an output that asks for them, and no other", () => {
    const output = { name: "Profile", kind: "evidence", field: "eda-profile" };
    expect(whyNotForOutput(output, "eda_profile")).toBeNull();
    expect(whyNotForOutput(output, "link")).toContain("asks for a data profile");
    const document = { name: "Report", kind: "document", field: null };
    expect(whyNotForOutput(document, "link")).toBeNull();
    const written = { name: "Objectives", kind: "case_field", field: "objectives" };
    expect(whyNotForOutput(written, "document")).toContain("business case");
  });
});

describe("where evidence belongs", () => {
  const output = { id: "o", stageId: "s1", name: "Report", kind: "document", field: null };
  const wanted = { kind: "document", stageId: null, taskId: null, outputId: "o" } as const;

  it("is the stage of its output or task", () => {
    const found = { stage: null, task: null, output };
    expect(placeEvidence(wanted, found)).toEqual({ ok: true, stageId: "s1" });
  });

  it("is no place of another project and not two stages at once", () => {
    const nothing = { stage: null, task: null, output: null };
    expect(placeEvidence(wanted, nothing)).toMatchObject({ ok: false, path: "outputId" });
    const both = { ...wanted, taskId: "t" };
    const apart = { stage: null, task: { id: "t", stageId: "s2" }, output };
    expect(placeEvidence(both, apart)).toMatchObject({ ok: false, path: "outputId" });
  });
});

describe("whether evidence still counts", () => {
  const living = { supersededAt: null, withdrawnAt: null, validUntil: null };
  const at = new Date("2026-01-18T10:00:00Z");

  it("ends by withdrawal, by a newer revision and after its last day", () => {
    expect(evidenceStatus(living, today)).toBe("living");
    expect(evidenceStatus({ ...living, validUntil: today }, today)).toBe("living");
    expect(evidenceStatus({ ...living, validUntil: "2026-01-19" }, today)).toBe("expired");
    expect(evidenceStatus({ ...living, supersededAt: at }, today)).toBe("superseded");
    const gone = { ...living, supersededAt: at, withdrawnAt: at };
    expect(evidenceStatus(gone, today)).toBe("withdrawn");
  });
});

describe("the kind of a file", () => {
  const unknown = "application/octet-stream";

  it("is what its bytes say, whatever it is called", () => {
    const file = { sniffed: "image/png", fileName: "report.html", claimed: "text/html" };
    expect(mediaTypeOf(file)).toBe("image/png");
  });

  it("is told by the name only for text, and by the sender only for plain text", () => {
    const csv = { sniffed: unknown, fileName: "Members.CSV", claimed: unknown };
    expect(mediaTypeOf(csv)).toBe("text/csv");
    const bare = { sniffed: unknown, fileName: "NOTES", claimed: "text/plain" };
    expect(mediaTypeOf(bare)).toBe("text/plain");
    const page = { sniffed: unknown, fileName: "NOTES", claimed: "text/html" };
    expect(mediaTypeOf(page)).toBe(unknown);
    const odd = { sniffed: unknown, fileName: "x.constructor", claimed: unknown };
    expect(mediaTypeOf(odd)).toBe(unknown);
  });
});
