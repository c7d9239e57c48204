import { expect } from "@playwright/test";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { watchedPage } from "../support/watched-page";

test("an owner lowers the appetite, reads what moves, and only then saves the matrix", async ({
  browser,
}) => {
  const world = await aWorld();
  const errors: string[] = [];
  const project = await world.project();
  await raisedRisk(project, { likelihood: 2, impact: 5, title: "Labels come late" });

  const member = await watchedPage(browser, await world.member(), { world, errors });
  await member.goto("/settings/risk-matrix");
  await expect(member.getByText("An owner or an admin of the workspace changes")).toBeVisible();
  await expect(member.getByRole("button", { name: "Show what moves" })).toHaveCount(0);

  const page = await watchedPage(browser, world.owner, { world, errors });
  await page.goto("/settings");
  await page.getByRole("link", { name: "See the risk matrix" }).click();
  const moves = page.getByRole("region", { name: "What moves" });
  const line = page.getByLabel("Appetite at Likely: within up to");
  await line.selectOption("5");
  await expect(moves).toContainText("The appetite line rises at likelihood Likely");
  await expect(moves.getByRole("button", { name: "Show what moves" })).toBeDisabled();
  await page.getByLabel("Appetite at Rare: within up to").selectOption("3");
  for (const step of ["Unlikely", "Possible", "Likely", "Almost certain"]) {
    await page.getByLabel(`Appetite at ${step}: within up to`).selectOption("1");
  }
  await page.getByLabel("Step 1", { exact: true }).first().fill("Seldom");
  await expectAccessible(page, "the editor of the risk matrix");
  await moves.getByRole("button", { name: "Show what moves" }).click();
  await expect(moves).toContainText("1 risk gets another place, 1 of them cross the line");
  await expect(moves).toContainText("Labels come late");

  await page.getByLabel("Why the matrix changes").fill("no");
  await moves.getByRole("button", { name: "Save this matrix" }).click();
  await expect(moves.getByText(/at least 5 characters/i)).toBeVisible();
  await page.getByLabel("Why the matrix changes").fill("The board wants less risk.");
  await moves.getByRole("button", { name: "Save this matrix" }).click();
  await expect(page.getByText("The matrix is saved.")).toBeVisible();
  await page.goto(`/projects/${project.id}/risks`);
  await expect(page.getByRole("row", { name: /Labels come late/ })).toContainText("Above appetite");
  expect(errors).toEqual([]);
});
