import { describe, expect, it } from "vitest";
import {
  auditHref,
  choicesOf,
  entryHref,
  isFiltered,
  readAuditSearch,
} from "@/components/audit/audit-address";

describe("the address of the trail", () => {
  it("reads back what it writes and starts a new filter at the newest entry", () => {
    const search = readAuditSearch({ kind: "risk", from: "2026-09-01", cursor: "abc" });
    const href = auditHref(search, { to: "2026-11-12" });
    expect(href).toBe("/audit?kind=risk&from=2026-09-01&to=2026-11-12");
    expect(auditHref(search, { cursor: "next" })).toContain("cursor=next");
  });

  it("opens and closes an entry where the list stands, and a new filter closes it", () => {
    const search = readAuditSearch({ kind: "risk", cursor: "abc", entry: "12" });
    expect(entryHref(search, 7)).toBe("/audit?kind=risk&cursor=abc&entry=7");
    expect(entryHref(search, null)).toBe("/audit?kind=risk&cursor=abc");
    expect(auditHref(search, { kind: "gate" })).toBe("/audit?kind=gate");
    expect(readAuditSearch({ entry: "-1" }).entry).toBeUndefined();
    expect(isFiltered(readAuditSearch({ entry: "12" }))).toBe(false);
  });

  it("leaves out days, people and kinds that cannot be", () => {
    const search = readAuditSearch({
      from: "yesterday",
      to: "",
      person: "me",
      kind: "'; DROP TABLE",
      project: ["a"],
    });
    expect(auditHref(search, {})).toBe("/audit");
    expect(isFiltered(search)).toBe(false);
  });

  it("keeps what the choices were narrowed by apart from what narrows the trail", () => {
    const search = readAuditSearch({ find: " Noor " });
    expect(isFiltered(search)).toBe(false);
    expect(choicesOf(search)).toMatchObject({ text: "Noor" });
    expect(auditHref(search, {})).toBe("/audit?find=Noor");
  });
});
