import { expect, type Locator, type Page } from "@playwright/test";
import { saveCaseDraft } from "@/lib/business-cases/commands/save-draft";
import { runCommand } from "@/lib/execution/command";
import { aFullCase } from "@/lib/testing/inputs/business-cases";
import { TEST_PASSWORD } from "@/lib/testing/inputs/identity";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { renamed, unfolded, watchedPage } from "../support/watched-page";

const signatures = (page: Page) => page.getByRole("region", { name: "Signatures" });
const placeOf = (page: Page, name: string): Locator =>
  signatures(page).getByRole("listitem").filter({ hasText: name });

async function sign(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: "I have read version 1" }).check();
  await page.getByLabel("Confirm it is you: your password").fill(TEST_PASSWORD);
  await page.getByRole("button", { name: "Sign version 1" }).click();
}

/** Two sponsors, two data scientists; the case is written and not submitted. */
async function aCast(world: World, project: TestProject) {
  const of = async (name: string, role: "sponsor" | "risk_reviewer") =>
    renamed(world, await world.person(project, role), name);
  const cast = {
    claire: await of("Claire Dubois", "sponsor"),
    helena: await of("Helena Brandt", "sponsor"),
    samuel: await of("Samuel Whitlock", "risk_reviewer"),
    noor: await of("Noor Rahman", "risk_reviewer"),
  };
  const saved = await runCommand(saveCaseDraft, project.lead.actor, {
    projectId: project.id,
    version: 1,
    sections: aFullCase(),
  });
  expect(saved).toMatchObject({ ok: true });
  return cast;
}

/** Claire first, then one of two reviewers, each after the other. */
async function chooseSigners(page: Page): Promise<void> {
  const draft = page.getByRole("region", { name: "Draft" });
  const chosen = await unfoldedChoice(draft);
  await chosen.getByRole("checkbox", { name: "Use the signers chosen here" }).check();
  const rows = [
    ["Claire Dubois, sponsor", "Has to sign"],
    ["Samuel Whitlock, risk reviewer", "Optional"],
    ["Noor Rahman, risk reviewer", "Optional"],
  ] as const;
  for (const [index, [who, part]] of rows.entries()) {
    const row = chosen.getByRole("group", { name: `Signer ${index + 1}` });
    await row.getByLabel(`Signer ${index + 1}`).selectOption({ label: who });
    await row.getByLabel("Their part").selectOption({ label: part });
  }
  await chosen.getByLabel("Signer 4").selectOption({ label: "Nobody" });
  await chosen.getByLabel("Signer 5").selectOption({ label: "Nobody" });
  await chosen.getByRole("checkbox", { name: "One after the other" }).check();
  await chosen.getByLabel("How many of the optional signers").fill("1");
  await expectAccessible(page, "choosing who signs");
  await draft.getByRole("button", { name: "Submit version 1 for signature" }).click();
}

async function unfoldedChoice(draft: Locator): Promise<Locator> {
  const details = draft.locator("details").filter({ hasText: "Choose who signs" });
  await expect(async () => {
    if ((await details.getAttribute("open")) === null) {
      await details.locator("summary").click();
    }
    await expect(details.getByLabel("Signer 1")).toBeVisible({ timeout: 1000 });
  }).toPass();
  return details;
}

test("signers sign in their order, one declines and is replaced, and one of two is enough", async ({
  browser,
}) => {
  const world = await aWorld();
  const errors: string[] = [];
  const project = await world.project();
  const cast = await aCast(world, project);
  const address = `/projects/${project.id}/business-case`;
  const lead = await watchedPage(browser, project.lead, { world, errors });
  await lead.goto(address);
  await chooseSigners(lead);
  await expect(placeOf(lead, "Samuel Whitlock")).toContainText("Not yet: in order");

  const claire = await watchedPage(browser, cast.claire, { world, errors });
  await claire.goto(address);
  const refusal = await unfolded(claire, "Decline version 1");
  await refusal.getByLabel("Why you do not sign").fill("no");
  await refusal.getByRole("button", { name: "Decline to sign" }).click();
  await expect(refusal).toContainText("at least 10 characters");
  await refusal.getByLabel("Why you do not sign").fill("I leave the department in May.");
  await refusal.getByRole("button", { name: "Decline to sign" }).click();
  await expect(placeOf(claire, "Claire Dubois")).toContainText("I leave the department in May.");

  await lead.reload();
  const change = await unfolded(signatures(lead), "Ask somebody else");
  await change.getByLabel("In place of").selectOption({ label: "Claire Dubois, sponsor" });
  await change.getByLabel("Who signs").selectOption({ label: "Helena Brandt, sponsor" });
  await change.getByLabel("Why").fill("Helena takes over the department.");
  await change.getByRole("button", { name: "Replace this signer" }).click();
  await expect(placeOf(lead, "Helena Brandt").first()).toBeVisible();

  const helena = await watchedPage(browser, cast.helena, { world, errors });
  await helena.goto(address);
  await sign(helena);
  await expect(signatures(helena)).toContainText("Helena Brandt signed version 1");
  const samuel = await watchedPage(browser, cast.samuel, { world, errors });
  await samuel.goto(address);
  await sign(samuel);
  await expect(signatures(samuel)).toContainText("Samuel Whitlock signed version 1");
  const { status } = await world.db.businessCase.findFirstOrThrow({
    where: { projectId: project.id },
  });
  expect(status).toBe("signed");
  expect(errors).toEqual([]);
});
