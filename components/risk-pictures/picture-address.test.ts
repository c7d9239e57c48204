import { describe, expect, it } from "vitest";
import { pictureHref, readPictureSearch } from "./picture-address";

const project = "0194e0f0-0000-7000-8000-000000000001";

describe("the address of the pictures", () => {
  it("keeps what is offered and leaves out what is not", () => {
    const search = readPictureSearch({
      period: "year",
      category: "data",
      on: "2026-09-01",
      project,
    });
    expect(search).toEqual({ period: "year", category: "data", on: "2026-09-01", project });
    const odd = { period: "century", category: "luck", on: "yesterday", project: "1", more: "x" };
    expect(readPictureSearch(odd)).toEqual({ period: "half" });
    expect(readPictureSearch({ on: ["2026-09-01", "2026-09-02"] }).on).toBe("2026-09-01");
  });

  it("says nothing of what is usual, and reads back what it wrote", () => {
    const base = "/risks/pictures";
    const search = readPictureSearch({});
    expect(pictureHref({ base, search }, {})).toBe(base);
    const address = pictureHref({ base, search }, { period: "all", on: "2026-09-01" });
    const written = Object.fromEntries(new URL(address, "http://here").searchParams);
    expect(readPictureSearch(written)).toEqual({ period: "all", on: "2026-09-01" });
    const cleared = pictureHref({ base, search: { period: "all" } }, { period: "half" });
    expect(cleared).toBe(base);
  });
});
