import { expect } from "@playwright/test";
import { runCommand } from "@/lib/execution/command";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { rateRisk } from "@/lib/risks/commands/rate-risk";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld, type TestProject } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { watchedPage } from "../support/watched-page";

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => setClock(new Date(Date.now() - days * DAY_MS));

test.afterEach(() => setClock(null));

/** Two risks of forty days ago, one of which came down ten days ago. */
async function past(project: TestProject): Promise<void> {
  daysAgo(40);
  const { riskId } = await raisedRisk(project, {
    likelihood: 5,
    impact: 5,
    title: "Leaking notes",
  });
  await raisedRisk(project, { likelihood: 2, impact: 2, title: "Labels come late" });
  daysAgo(10);
  const level = { kind: "current", likelihood: 1, impact: 5, reason: "The notes are cut." };
  await runCommand(rateRisk, project.lead.actor, { riskId, version: 1, ...level });
  setClock(null);
}

test("a lead reads what became of the risks, and draws back the day of the heat map", async ({
  browser,
}) => {
  const world = await aWorld();
  const errors: string[] = [];
  const project = await world.project();
  await past(project);
  const page = await watchedPage(browser, project.lead, { world, errors });
  await page.goto(`/projects/${project.id}/risks`);
  await page.getByRole("link", { name: "Pictures", exact: true }).click();
  await expect(page.getByRole("img", { name: /^Exposure (fell|rose) from/ })).toBeVisible();
  const moved = page.getByRole("region", { name: "What moved" });
  await expect(moved.getByRole("row", { name: /Leaking notes/ })).toContainText("Rated lower");
  await expect(moved.getByRole("row", { name: /Labels come late/ })).toHaveCount(0);
  await expectAccessible(page, "the pictures of a project's risks");

  const burnDown = page.getByRole("region", { name: "Burn-down" });
  await burnDown.getByText("Show as table").click();
  await expect(burnDown.getByRole("columnheader", { name: "Exposure" })).toBeVisible();

  const slider = page.getByRole("slider", { name: /^Day of the left map/ });
  await slider.focus();
  await page.keyboard.press("End");
  await expect(page).toHaveURL(new RegExp(`on=${dayOf(new Date())}`));
  await expect(page.getByText("nothing has moved")).toBeVisible();
  await expect(moved).toHaveCount(0);
  await page.getByRole("link", { name: /^First risk/ }).click();
  await expect(moved.getByRole("row", { name: /Leaking notes/ })).toBeVisible();

  await page.getByRole("link", { name: /^Rare, Severe: .* 1 risk/ }).click();
  await expect(page).toHaveURL(/likelihood=1&impact=5/);
  await expect(page.getByRole("row", { name: /Leaking notes/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Labels come late/ })).toHaveCount(0);

  const owner = await watchedPage(browser, world.owner, { world, errors });
  await owner.goto("/risks/pictures?period=all");
  await expect(owner.getByRole("region", { name: "Exposure by project" })).toBeVisible();
  await expectAccessible(owner, "the pictures of every project's risks");
  expect(errors).toEqual([]);
});

test("the day of the heat map is chosen without a script as well", async ({ browser }) => {
  const world = await aWorld();
  const errors: string[] = [];
  const project = await world.project();
  await past(project);
  const signedIn = await watchedPage(browser, project.lead, { world, errors });
  const storageState = await signedIn.context().storageState();
  const context = await browser.newContext({ javaScriptEnabled: false, storageState });
  const page = await context.newPage();
  await page.goto(`/projects/${project.id}/risks/pictures?category=model`);
  await expect(page.getByRole("slider")).toHaveCount(0);
  const day = addDays(dayOf(new Date()), -5);
  await page.getByLabel("End of the day, UTC").fill(day);
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`category=model&on=${day}`));
  await expect(page.getByText("nothing has moved")).toBeVisible();
  await context.close();
});
