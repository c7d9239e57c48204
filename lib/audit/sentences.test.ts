import { expect, it } from "vitest";
import { actorInWords } from "@/lib/audit/actor-words";
import { auditEvent } from "@/lib/audit/events";
import { sentenceOf } from "@/lib/audit/sentences";

function sentence(stored: object): string {
  return sentenceOf(auditEvent.parse(stored));
}

const attested = {
  type: "gate.attested",
  gateId: "1",
  code: "G3",
  criterionId: "validated-by-another",
  role: "risk_reviewer",
};

it("quotes what was attested, and names the criterion in words where the text was not kept", () => {
  const statement = "Somebody other than the author validated the data.";
  expect(sentence({ ...attested, statement })).toBe(
    "attested “Somebody other than the author validated the data” at G3 as risk reviewer",
  );
  expect(sentence(attested)).toBe("attested “validated by another” at G3 as risk reviewer");
});

it("says days and states as people do", () => {
  const planned = { type: "stage.planned", stageId: "1", name: "Modeling" };
  expect(sentence({ ...planned, startOn: "2026-11-02", endOn: "2026-12-01" })).toBe(
    "planned Modeling from 2 Nov 2026 to 1 Dec 2026",
  );
  const moved = { type: "task.moved", taskId: "1", key: "CEW-4", name: "Build model", reason: "" };
  expect(sentence({ ...moved, from: "todo", to: "doing" })).toBe(
    "moved CEW-4 Build model from not started to in progress",
  );
});

it("says short values from and to, and leaves long texts and people to the record", () => {
  const updated = { type: "task.updated", taskId: "1", key: "CEW-4" };
  expect(sentence({ ...updated, changed: ["name", "due day"] })).toBe(
    "changed CEW-4: name, due day",
  );
  const person = "0198a8f0-0000-7000-8000-000000000001";
  const changes = [
    { field: "name", from: "Build", to: "Build model" },
    { field: "due day", from: null, to: "2027-01-31" },
    { field: "assignee", from: null, to: person },
    { field: "text", from: "a".repeat(61), to: "b" },
  ];
  expect(sentence({ ...updated, changed: changes.map(({ field }) => field), changes })).toBe(
    "changed CEW-4: name from “Build” to “Build model”, due day from none to “2027-01-31”, assignee, text",
  );
});

it("names background tasks in words and people by their name", () => {
  const named = (kind: string, name: string) => actorInWords({ kind, name });
  expect(named("system", "Waymark: reevaluate-gates")).toBe("Waymark, gate check");
  expect(named("system", "Waymark: a-later-task")).toBe("Waymark, a later task");
  expect(named("user", "Waymark: reevaluate-gates")).toBe("Waymark: reevaluate-gates");
});
