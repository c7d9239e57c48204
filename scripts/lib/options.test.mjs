import { resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addressFor, backupOptions, restoreOptions, startOptions } from "./options.mjs";
import { fromRoot } from "./paths.mjs";

beforeEach(() => {
  for (const name of ["PORT", "HOST", "WAYMARK_DATA"]) {
    vi.stubEnv(name, undefined);
  }
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the options of npm start", () => {
  it("are loopback, 3000 and .data when nobody says otherwise", () => {
    expect(startOptions([])).toEqual({
      port: 3000,
      host: "127.0.0.1",
      dataDir: fromRoot(".data"),
      isEmpty: false,
      isDev: false,
    });
  });

  it("come from the environment, and flags have the last word", () => {
    vi.stubEnv("PORT", "4000");
    vi.stubEnv("HOST", "0.0.0.0");
    vi.stubEnv("WAYMARK_DATA", "/srv/waymark");
    expect(startOptions([])).toMatchObject({
      port: 4000,
      host: "0.0.0.0",
      dataDir: "/srv/waymark",
    });
    const flags = ["--port", "4001", "--host", "::1", "--data", "elsewhere", "--empty"];
    expect(startOptions(flags)).toMatchObject({
      port: 4001,
      host: "::1",
      dataDir: fromRoot("elsewhere"),
      isEmpty: true,
    });
  });

  it("are refused in a sentence", () => {
    expect(() => startOptions(["--port", "web"])).toThrow(
      'The port must be a number from 1 to 65535, not "web".',
    );
    expect(() => startOptions(["--port", "65536"])).toThrow("from 1 to 65535");
    expect(() => startOptions(["--prot", "1"])).toThrow(/Unknown option '--prot'.*npm start takes/);
  });

  it("make an address a browser can open", () => {
    expect(addressFor({ host: "0.0.0.0", port: 3000 })).toBe("http://localhost:3000");
    expect(addressFor({ host: "::1", port: 3000 })).toBe("http://[::1]:3000");
  });
});

describe("the options of backup and restore", () => {
  it("tell the folder of the backup from the folder of the data", () => {
    expect(backupOptions(["--data", "/srv/waymark", "/backups/today"])).toMatchObject({
      dataDir: "/srv/waymark",
      folder: "/backups/today",
    });
    expect(backupOptions([]).folder).toBeUndefined();
    expect(restoreOptions(["/backups/today", "--replace"])).toEqual({
      dataDir: resolve(fromRoot(".data")),
      folder: "/backups/today",
      mayReplace: true,
    });
  });

  it("are refused in a sentence", () => {
    expect(() => restoreOptions([])).toThrow(/^Name the folder of the backup[.]/);
    expect(() => restoreOptions(["a", "b"])).toThrow(/^Name one folder, not 2[.]/);
    expect(() => restoreOptions(["a", "--force"])).toThrow(/Unknown option '--force'/);
  });
});
