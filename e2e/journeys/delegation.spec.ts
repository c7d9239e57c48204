import { expect, type Page } from "@playwright/test";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { TEST_PASSWORD } from "@/lib/testing/inputs/identity";
import { aWorld } from "@/lib/testing/world";
import { test } from "../support/journey";
import { renamed, unfolded, watchedPage } from "../support/watched-page";

const signatures = (page: Page) => page.getByRole("region", { name: "Signatures" });
async function sign(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: "I have read version 1" }).check();
  await page.getByLabel("Confirm it is you: your password").fill(TEST_PASSWORD);
  await page.getByRole("button", { name: "Sign version 1" }).click();
}

test("a signature given in somebody's place says for whom it was given", async ({ browser }) => {
  const world = await aWorld();
  const errors: string[] = [];
  const project = await world.project();
  const claire = await renamed(world, await world.person(project, "sponsor"), "Claire Dubois");
  const deputy = await renamed(world, await world.member(), "Daniel Osei");
  await submittedCase(project);

  const lender = await watchedPage(browser, claire, { world, errors });
  await lender.goto("/profile");
  const away = lender.getByRole("region", { name: "While you are away" });
  const form = await unfolded(away, "Let somebody sign for you");
  await form.getByLabel("Who").selectOption({ label: "Daniel Osei" });
  await form.getByLabel("Why").fill("On leave for two weeks.");
  await form.getByRole("button", { name: "Lend my place" }).click();
  await expect(away).toContainText("Daniel Osei for you");

  const page = await watchedPage(browser, deputy, { world, errors });
  await page.goto(`/projects/${project.id}/business-case`);
  await sign(page);
  await expect(signatures(page)).toContainText("Daniel Osei for Claire Dubois signed version 1");
  expect(errors).toEqual([]);
});
