import pg from "pg";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabaseUrl, testOwnerUrl, truncateAll } from "@/lib/testing/database";

const app = new pg.Client({ connectionString: testDatabaseUrl() });
const owner = new pg.Client({ connectionString: testOwnerUrl() });
await app.connect();
await owner.connect();
afterAll(() => Promise.all([app.end(), owner.end()]));

async function countOf(table: string): Promise<number> {
  const { rows } = await app.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table}`,
  );
  return rows[0]?.count ?? -1;
}

async function addWorkspace(): Promise<void> {
  await app.query(
    `INSERT INTO workspaces (id, slug, name) VALUES (gen_random_uuid(), 'northwind', 'Northwind Mutual')`,
  );
}

describe("the test database", () => {
  beforeEach(truncateAll);

  it("runs in a zone with an odd offset", () => {
    expect(new Date("2026-01-01T00:00:00Z").getTimezoneOffset()).toBe(-345);
  });

  it("is empty after every test, whatever an earlier one wrote", async () => {
    await addWorkspace();
    expect(await countOf("workspaces")).toBe(1);
    await truncateAll();
    expect(await countOf("workspaces")).toBe(0);
  });

  it("gives the application no way to change structure or to pass by the triggers", async () => {
    await expect(app.query("CREATE TABLE extra (id int)")).rejects.toMatchObject({ code: "42501" });
    await expect(app.query("SET session_replication_role = replica")).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("lets the application add to the trail and nobody change it", async () => {
    const change = "UPDATE audit_events SET type = 'x'";
    for (const statement of [change, "DELETE FROM audit_events", "TRUNCATE audit_events"]) {
      await expect(app.query(statement)).rejects.toMatchObject({ code: "42501" });
    }
    await expect(owner.query("TRUNCATE audit_events")).rejects.toMatchObject({ code: "23000" });
  });

  it("lets the application add and read jobs", async () => {
    await app.query("SELECT graphile_worker.add_job('example', '{}')");
    expect(await countOf("graphile_worker._private_jobs")).toBe(1);
  });
});
