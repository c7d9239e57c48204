import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// A zone with an odd offset brings wrong date arithmetic to light. Set before any worker starts.
process.env.TZ = "Asia/Kathmandu";

const root = fileURLToPath(new URL(".", import.meta.url));
const alias = [
  { find: /^server-only$/, replacement: `${root}lib/testing/empty-module.ts` },
  { find: /^@\//, replacement: root },
];

const env = {
  TZ: "Asia/Kathmandu",
  NEXT_TELEMETRY_DISABLED: "1",
  LOG_LEVEL: "silent",
  // A name, because devices make passkeys for names only.
  WAYMARK_URL: "http://localhost:3000",
  // Accounts are made by the hundred: a cheap hash, which only tests may ask for.
  WAYMARK_SCRYPT_LOG_N: "10",
  WAYMARK_DATA: join(tmpdir(), `waymark-tests-${process.pid}`),
  LEDGER_SEED: Buffer.alloc(32, 1).toString("base64"),
  AUTH_SECRET: "a-secret-for-tests-that-signs-nothing-real",
};

const DATABASE_TESTS = "{lib,jobs,prisma}/**/*.db.test.ts";

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "{lib,components,jobs,prisma,clients}/**/*.test.{ts,tsx}",
            "scripts/lib/*.test.mjs",
          ],
          exclude: [DATABASE_TESTS, "**/node_modules/**", "clients/python/**"],
          env,
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: [DATABASE_TESTS],
          globalSetup: "lib/testing/global-setup.ts",
          setupFiles: "lib/testing/database.ts",
          env,
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "operations",
          include: ["scripts/operations/*.test.mjs"],
          globalSetup: "scripts/operations/set-up.mjs",
          // Processes are started and killed over one data folder: one file after the other.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
