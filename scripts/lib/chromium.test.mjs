import { describe, expect, it } from "vitest";
import { chooseChromium } from "./chromium.mjs";

/** A machine that has nothing, unless told otherwise, and remembers what was tried on it. */
function machine(own = {}) {
  const tried = [];
  const answer = (name) => () => {
    tried.push(name);
    return own[name] ?? null;
  };
  return {
    tried,
    given: own.given,
    exists: (path) => path === "/opt/chromium",
    isRoot: own.isRoot ?? false,
    hasApt: own.hasApt ?? true,
    onPath: answer("onPath"),
    playwrightsOwn: answer("playwrightsOwn"),
    download: answer("download"),
    systemPackage: answer("systemPackage"),
  };
}

describe("the Chromium of the browser tests", () => {
  it("is the one a person names", async () => {
    const world = machine({ given: "/opt/chromium", onPath: "/usr/bin/chromium" });
    expect(await chooseChromium(world)).toBe("/opt/chromium");
    expect(world.tried).toEqual([]);
  });

  it("is not another one when the named one is not there", async () => {
    const world = machine({ given: "/opt/missing", onPath: "/usr/bin/chromium" });
    await expect(chooseChromium(world)).rejects.toThrow("/opt/missing, which is not there");
  });

  it("is one that is there, without installing anything", async () => {
    const system = machine({ onPath: "/usr/bin/chromium", playwrightsOwn: "/cache/chrome" });
    expect(await chooseChromium(system)).toBe("/usr/bin/chromium");
    const own = machine({ playwrightsOwn: "/cache/chrome" });
    expect(await chooseChromium(own)).toBe("/cache/chrome");
    expect([...system.tried, ...own.tried]).not.toContain("download");
  });

  it("is else downloaded, and the system's package is left alone", async () => {
    const world = machine({ download: "/cache/chrome", isRoot: true });
    expect(await chooseChromium(world)).toBe("/cache/chrome");
    expect(world.tried).toEqual(["onPath", "playwrightsOwn", "download"]);
  });

  it("is else the system's package, which only root can install", async () => {
    const root = machine({ isRoot: true, systemPackage: "/usr/bin/chromium" });
    expect(await chooseChromium(root)).toBe("/usr/bin/chromium");
    for (const own of [{ isRoot: false }, { isRoot: true, hasApt: false }]) {
      const world = machine({ ...own, systemPackage: "/usr/bin/chromium" });
      await expect(chooseChromium(world)).rejects.toThrow("Set CHROMIUM_PATH");
      expect(world.tried).not.toContain("systemPackage");
    }
  });
});
