import { describe, expect, it } from "vitest";
import { drawerHref, listHref } from "@/components/risks/register-address";
import { readRegisterSearch } from "@/components/risks/register-search";

const riskId = "3f1b9f6e-8a54-4c3a-9c0e-0d4f1a7f2b10";

describe("the address of a register", () => {
  it("reads back what it writes", () => {
    const search = readRegisterSearch({
      status: "closed",
      category: "data",
      above: "1",
      impact: "4",
      map: "residual",
    });
    const href = listHref({ base: "/risks", search }, { likelihood: 2 });
    const read = readRegisterSearch(
      Object.fromEntries(new URL(href, "http://localhost").searchParams),
    );
    expect(read).toEqual({ ...search, likelihood: 2 });
  });

  it("leaves out what nobody offered instead of failing", () => {
    const search = readRegisterSearch({
      status: "nonsense",
      category: "x",
      impact: "99",
      map: "yesterday",
      risk: "no-id",
      owner: ["a", "b"],
    });
    expect(listHref({ base: "/risks", search }, {})).toBe("/risks");
  });

  it("keeps the page of the list while a risk is opened, and drops it when the filter changes", () => {
    const search = readRegisterSearch({ cursor: "abc" });
    expect(drawerHref({ base: "/risks", search }, { risk: riskId })).toBe(
      `/risks?cursor=abc&risk=${riskId}`,
    );
    expect(listHref({ base: "/risks", search }, { overdue: true })).toBe("/risks?overdue=1");
    expect(drawerHref({ base: "/risks", search }, "new")).toBe("/risks?cursor=abc&new=1");
  });
});
