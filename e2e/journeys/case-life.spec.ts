import { expect } from "@playwright/test";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { aTaskOfTheirOwn, signedCase } from "@/lib/testing/inputs/case-life";
import { TEST_PASSWORD } from "@/lib/testing/inputs/identity";
import { aWorld } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { unfolded, watchedPage } from "../support/watched-page";

test("readings fill the scorecard of a signed case, which answers whether it met its objectives", async ({
  browser,
}) => {
  const world = await aWorld();
  const errors: string[] = [];
  const project = await world.project();
  await signedCase(world, project);
  const page = await watchedPage(browser, project.lead, { world, errors });
  await page.goto(`/projects/${project.id}/business-case`);
  const scorecard = page.getByRole("region", { name: "Scorecard" });
  await expect(scorecard).toContainText("Too early to say: Yearly churn not read yet.");

  const goLive = await unfolded(page, "Set the day it went live");
  await goLive.getByLabel("Went live on").fill(addDays(dayOf(new Date()), -100));
  await goLive.getByRole("button", { name: "Set the day" }).click();
  await expect(scorecard).toContainText("said by the lead");

  const cells = scorecard.getByRole("row", { name: /^Yearly churn/ }).getByRole("cell");
  await cells.nth(4).getByRole("link", { name: "Record" }).click();
  const reading = page.getByRole("form", { name: "Record what was read" });
  await reading.getByLabel("Value, %").fill("8.7");
  await reading.getByRole("button", { name: "Record this reading" }).click();
  await expect(reading).toContainText("Say where the value is from");
  await reading.getByLabel("Where it is from").fill("Monthly report of March");
  await reading.getByRole("button", { name: "Record this reading" }).click();
  await expect(scorecard).toContainText("Yes: the business criterion reached the target");
  await expect(cells.nth(4)).toContainText("8.7 %");
  await expectAccessible(page, "business case with its scorecard");
  expect(errors).toEqual([]);
});

test("a task that came after the signing is accepted by the sponsor's signature", async ({
  browser,
}) => {
  const world = await aWorld();
  const errors: string[] = [];
  const project = await world.project();
  const { sponsor } = await signedCase(world, project);
  await aTaskOfTheirOwn(world, project, "Ask the works council");
  const address = `/projects/${project.id}/business-case`;
  const lead = await watchedPage(browser, project.lead, { world, errors });
  await lead.goto(address);
  const proposed = lead.getByRole("region", { name: "Scope additions" });
  await expect(proposed).toContainText("Ask the works council");
  const form = await unfolded(proposed, "Propose an amendment");
  await form.getByLabel("Why the scope grows").fill("The works council has to agree first.");
  await form.getByRole("button", { name: "Put it before the signers" }).click();
  await expect(proposed).toContainText("waits for signatures");

  const page = await watchedPage(browser, sponsor, { world, errors });
  await page.goto(address);
  const asked = page.getByRole("region", { name: "Scope additions" });
  const ceremony = await unfolded(asked, "Sign amendment 1");
  await ceremony.getByRole("checkbox", { name: "I have read amendment 1" }).check();
  await ceremony.getByLabel("Confirm it is you: your password").fill(TEST_PASSWORD);
  await expectAccessible(page, "an amendment to sign");
  await ceremony.getByRole("button", { name: "Sign amendment 1" }).click();
  await expect(asked).toContainText("accepted");
  await expect(asked).not.toContainText("cannot be traced");
  expect(errors).toEqual([]);
});
