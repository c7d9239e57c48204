import { expect, it } from "vitest";
import { runQuery } from "@/lib/execution/query";
import { getWorkspaceMap } from "@/lib/risk-pictures/queries/map-at";
import { getWorkspacePictures } from "@/lib/risk-pictures/queries/pictures";
import { timeFor } from "@/lib/testing/torture";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

/** Where the planner mistakes how many ratings there are, one picture takes twenty seconds. */
const BAR_MS = 5000;
const RISKS = 10_000;

/** A register of a year, each risk rated twice after it was raised, a tenth of them closed. */
async function fill({ db, workspaceId }: World, { id, lead }: TestProject): Promise<void> {
  await db.$executeRaw`
    INSERT INTO risks (id, "workspaceId", "projectId", number, title, category, "ownerId",
      "identifiedOn", "inherentLikelihood", "inherentImpact", likelihood, impact, treatment,
      "raisedById", "raisedAt", "statusSince")
    SELECT gen_random_uuid(), ${workspaceId}::uuid, ${id}::uuid, n, 'Risk ' || n,
      (enum_range(NULL::"RiskCategory"))[1 + n % 11], ${lead.userId}::uuid, current_date - n % 400,
      1 + n % 5, 1 + n / 5 % 5, 1 + n / 3 % 5, 1 + n / 7 % 5, 'mitigate', ${lead.userId}::uuid,
      now() - make_interval(days => 1 + n % 400), now() - make_interval(days => 1 + n % 400)
    FROM generate_series(1, ${RISKS}::int) n`;
  await db.$executeRaw`
    INSERT INTO risk_level_changes (id, "riskId", kind, likelihood, impact, reason, "changedById",
      "changedAt")
    SELECT gen_random_uuid(), r.id,
      CASE k WHEN 0 THEN 'inherent' ELSE 'current' END::"RiskLevelKind",
      CASE k WHEN 2 THEN r.likelihood ELSE r."inherentLikelihood" END,
      CASE k WHEN 2 THEN r.impact ELSE r."inherentImpact" END, 'As the test has it.',
      r."raisedById", r."raisedAt" + (now() - r."raisedAt") * k / 3
    FROM risks r CROSS JOIN generate_series(0, 2) k WHERE r."workspaceId" = ${workspaceId}::uuid`;
  await db.$executeRaw`
    UPDATE risks SET status = 'closed', "closedReason" = 'It went away.', "closedAt" = now(),
      "statusSince" = now() WHERE "workspaceId" = ${workspaceId}::uuid AND number % 10 = 0`;
  await db.$executeRaw`ANALYZE`;
}

it("draws ten thousand risks and their year before anybody looks away", {
  timeout: timeFor(120_000),
}, async () => {
  const world = await aWorld();
  await fill(world, await world.project());
  const { workspaceId, owner } = world;
  const begun = performance.now();
  const view = await runQuery(getWorkspacePictures, owner.actor, { workspaceId, period: "year" });
  const map = await runQuery(getWorkspaceMap, owner.actor, { workspaceId });
  const took = performance.now() - begun;
  expect(view.burnDown.at(-1)).toMatchObject({ open: RISKS * 0.9, closed: RISKS * 0.1 });
  expect(map.present.open).toBe(RISKS * 0.9);
  expect(took).toBeLessThan(BAR_MS);
});
