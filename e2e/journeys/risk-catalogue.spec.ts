import { expect } from "@playwright/test";
import { aWorld } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { watchedPage } from "../support/watched-page";

const file = `risks:
  - key: archive-burns
    title: The only copy of the labels burns
    category: vendor
    stages: [business-understanding]
    likelihood: 1
    impact: 9
    treatment: transfer
`;

test("an owner mends a file of risks in the preview, and a lead takes one of them over with one click", async ({
  browser,
}) => {
  const world = await aWorld();
  const errors: string[] = [];
  const project = await world.project();

  const owner = await watchedPage(browser, world.owner, { world, errors });
  await owner.goto("/risks/catalogue");
  await expectAccessible(owner, "the catalogue of risks");
  await owner.getByRole("link", { name: "Import" }).click();
  await expectAccessible(owner, "the import into the catalogue");
  await owner.getByLabel("Or paste the text").fill(file);
  await owner.getByRole("button", { name: "Show what it would do" }).click();
  await expect(owner.getByText("line 7")).toBeVisible();
  await expect(owner.getByText("Impact is a whole number from 1 to 5.")).toBeVisible();
  await owner.getByLabel("Or paste the text").fill(file.replace("9", "5"));
  await owner.getByRole("button", { name: "Show what it would do" }).click();
  await expectAccessible(owner, "the preview of an import into the catalogue");
  await owner.getByRole("button", { name: "Import 1 risk" }).click();
  await expect(owner.getByText("Imported: 1 added, 0 changed.")).toBeVisible();

  const lead = await watchedPage(browser, project.lead, { world, errors });
  await lead.goto(`/projects/${project.id}/risks`);
  await lead.getByRole("link", { name: /^Suggestions/ }).click();
  await expectAccessible(lead, "the suggested risks");
  const legal = lead.getByRole("listitem").filter({ hasText: "without a legal basis" });
  await legal.getByText("Read it whole").click();
  await legal.getByText("It does not concern us").click();
  await legal.getByLabel("Why not").fill("No personal data take part.");
  await legal.getByRole("button", { name: "Set aside" }).click();
  await expect(lead.getByText("No personal data take part.")).toBeVisible();
  const burns = lead.getByRole("listitem").filter({ hasText: "The only copy of the labels burns" });
  await burns.getByRole("button", { name: "Take over" }).click();
  const drawer = lead.getByRole("complementary", { name: /^Risk R-01/ });
  await expect(drawer).toContainText("The catalogue");
  await drawer.getByText("Say it for this risk").click();
  await drawer.getByRole("radio", { name: `${project.lead.name}: accountable` }).check();
  await drawer.getByRole("button", { name: "Save who does what" }).click();
  await expect(drawer).toContainText("Said for this risk.");
  await expectAccessible(lead, "a risk taken over from the catalogue");
  expect(errors).toEqual([]);
});
