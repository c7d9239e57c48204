import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { TEST_PASSWORD, withPassword } from "@/lib/testing/inputs/identity";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { signedIn } from "../support/sign-in";

async function browserOf(browser: Browser, at: { world: World; person: Person }): Promise<Page> {
  await withPassword(at.world, at.person);
  return signedIn(browser, { email: at.person.email, password: TEST_PASSWORD });
}

const drawerOf = (page: Page, name: RegExp) => page.getByRole("complementary", { name });

/** A key is heard once the script of the page has loaded. */
async function openByKey(page: Page, { key, name }: { key: string; name: RegExp }) {
  const drawer = drawerOf(page, name);
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(drawer).toBeVisible({ timeout: 2000 });
  }).toPass();
  return drawer;
}

/** Opens what stands folded behind a title; a page still loading may fold it again. */
async function unfold(drawer: Locator, title: string): Promise<void> {
  const folded = drawer.locator("details").filter({ hasText: title });
  const summary = folded.locator("summary").filter({ hasText: title });
  await expect(async () => {
    if ((await folded.getAttribute("open")) === null) {
      await summary.click();
    }
    await expect(folded.locator("button").first()).toBeVisible({ timeout: 1000 });
  }).toPass();
}

async function raise(page: Page, project: string): Promise<void> {
  await page.goto(`${project}/risks`);
  const drawer = await openByKey(page, { key: "a", name: /^Raise a risk/ });
  await drawer.getByLabel("Title").fill("Call notes leak the answer");
  await drawer.getByLabel("Category").selectOption({ label: "Data" });
  await drawer.getByLabel("Likelihood").selectOption("5");
  await drawer.getByLabel("Impact").selectOption("4");
  await drawer.getByRole("button", { name: "Raise the risk" }).click();
  await expect(drawerOf(page, /Call notes leak the answer/)).toContainText("Above appetite");
}

/** Treated, closed and reopened; each refusal keeps what was typed. */
async function editRisk(page: Page, project: string): Promise<void> {
  await raise(page, project);
  const drawer = drawerOf(page, /Call notes leak the answer/);
  await unfold(drawer, "Change the treatment");
  await drawer.getByLabel("Treatment", { exact: true }).selectOption({ label: "Mitigate" });
  await drawer.getByLabel("What is done about it").fill("Notes are cut at the anniversary.");
  await drawer.getByRole("button", { name: "Save the treatment" }).click();
  await expect(drawer).toContainText("The treatment is saved.");

  await unfold(drawer, "Close the risk");
  await drawer.getByLabel("Why it can be closed").fill("gone");
  await drawer.getByRole("button", { name: /^Close R-/ }).click();
  await expect(drawer).toContainText("The reason needs at least 5 characters");
  await expect(drawer.getByLabel("Why it can be closed")).toHaveValue("gone");
  await drawer.getByLabel("Why it can be closed").fill("The notes are no longer an input.");
  await drawer.getByRole("button", { name: /^Close R-/ }).click();
  await expect(drawer).toContainText("Why it was closed");

  await unfold(drawer, "Reopen the risk");
  await drawer.getByLabel("Why it is open again").fill("The notes came back with the new extract.");
  await drawer.getByRole("button", { name: /^Reopen R-/ }).click();
  await expect(drawer.getByText("Close the risk")).toBeVisible();
  await expectAccessible(page, "a risk, reopened");
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
}

async function attach(page: Page, project: string): Promise<void> {
  await page.goto(`${project}/evidence`);
  const drawer = await openByKey(page, { key: "e", name: /^Attach evidence/ });
  await drawer.getByLabel("Fulfils").selectOption({ label: "1 Project plan" });
  await drawer.getByLabel("Title").fill("Project plan, first version");
  await drawer.getByRole("button", { name: "Attach evidence" }).click();
  await expect(drawer).toContainText("Attach a file or a link, or write down what was found.");
  await expect(drawer.getByLabel("Title")).toHaveValue("Project plan, first version");
  await expect(drawer.getByLabel("Fulfils").locator("option:checked")).toHaveText("1 Project plan");
  await drawer.getByLabel("What it shows").fill("Nine stages with days and people.");
  await drawer.getByRole("button", { name: "Attach evidence" }).click();
  await expect(page.getByRole("row", { name: /Project plan, first version/ })).toBeVisible();
}

async function editEvidence(page: Page, project: string): Promise<void> {
  await attach(page, project);
  await page.getByRole("link", { name: /^Project plan, first version/ }).click();
  await drawerOf(page, /first version/)
    .getByRole("link", { name: "New revision" })
    .click();
  const revising = drawerOf(page, /first version/);
  await revising.getByLabel("Title").fill("Project plan, second version");
  await revising.getByLabel("What it shows").fill("The pilot begins two weeks later.");
  await revising.getByRole("button", { name: "Save the new revision" }).click();
  await expect(page.getByRole("row", { name: /second version.*rev\. 2/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /first version/ })).toHaveCount(0);

  await page.getByRole("link", { name: /^Project plan, second version/ }).click();
  const drawer = drawerOf(page, /second version/);
  await unfold(drawer, "Withdraw it");
  await drawer.getByLabel("Why it no longer counts").fill("old");
  await drawer.getByRole("button", { name: "Withdraw the evidence" }).click();
  await expect(drawer).toContainText("A reason needs at least 10 characters");
  await expect(drawer.getByLabel("Why it no longer counts")).toHaveValue("old");
  await drawer
    .getByLabel("Why it no longer counts")
    .fill("The pilot was cancelled by the sponsor.");
  await drawer.getByRole("button", { name: "Withdraw the evidence" }).click();
  await expect(drawer).toContainText("Withdrawn: The pilot was cancelled by the sponsor.");
  await expectAccessible(page, "evidence, withdrawn");
}

async function planStage(page: Page, stage: string): Promise<void> {
  await page.goto(stage);
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  const drawer = drawerOf(page, /^Plan of/);
  const start = await drawer.getByLabel("Planned start").inputValue();
  await drawer.getByLabel("Planned end").fill("2020-01-01");
  await drawer.getByRole("button", { name: "Save the plan" }).click();
  await expect(drawer).toContainText("The planned end comes before the start.");
  await expect(drawer.getByLabel("Planned end")).toHaveValue("2020-01-01");
  const end = new Date(Date.parse(start) + 40 * 86_400_000).toISOString().slice(0, 10);
  await drawer.getByLabel("Planned end").fill(end);
  await drawer.getByRole("button", { name: "Save the plan" }).click();
  await expect(drawer).toContainText("The plan is saved.");
  await expect(drawer).toContainText("First plan");
  await page.reload();
  await expect(drawer.getByLabel("Planned end")).toHaveValue(end);
}

/** Only who may decide it finds the form; the others read who does. */
async function tailorTask(pages: { lead: Page; reviewer: Page }, stage: string): Promise<void> {
  const { lead, reviewer } = pages;
  await reviewer.goto(stage);
  await reviewer.getByRole("link", { name: /Assess situation/ }).click();
  const drawer = drawerOf(reviewer, /Assess situation/);
  await expect(drawer).toBeVisible();
  await lead.goto(reviewer.url());
  await expect(drawerOf(lead, /Assess situation/)).toContainText("is decided by: risk reviewer");
  await unfold(drawer, "Switch the task off");
  await drawer.getByLabel("Why it is left out").fill("no need");
  await drawer.getByRole("button", { name: "Switch the task off" }).click();
  await expect(drawer).toContainText("needs at least 10 characters");
  await expect(drawer.getByLabel("Why it is left out")).toHaveValue("no need");
  await drawer.getByLabel("Why it is left out").fill("The same team did it for the last project.");
  await drawer.getByRole("button", { name: "Switch the task off" }).click();
  await expect(drawer).toContainText("Tailored out");
  await expect(drawer).toContainText("Switching it on again:");
  await lead.reload();
  const taken = drawerOf(lead, /Assess situation/);
  await unfold(taken, "Switch the task on again");
  await taken.getByRole("button", { name: "Switch the task on again" }).click();
  await expect(taken).toContainText("Not started");
  await expectAccessible(lead, "a task, on again");
}

/** A stage is left out only where a sponsor is told; the refusal keeps the reason. */
async function tailorStage(page: Page, at: { stage: string; appoint: () => Promise<unknown> }) {
  const reason = "The model is used once and then put away.";
  await page.goto(`${at.stage}?plan=1`);
  const drawer = drawerOf(page, /^Plan of/);
  await unfold(drawer, "Switch the stage off");
  await drawer.getByLabel("Why it is left out").fill(reason);
  await drawer.getByRole("button", { name: /^Switch .+ off$/ }).click();
  await expect(drawer.getByRole("alert")).toContainText("sponsor");
  await at.appoint();
  await unfold(drawer, "Switch the stage off");
  await expect(drawer.getByLabel("Why it is left out")).toHaveValue(reason);
  await drawer.getByRole("button", { name: /^Switch .+ off$/ }).click();
  await expect(page.getByText("This stage is switched off.").first()).toBeVisible();
  await drawer.getByRole("button", { name: /^Switch .+ on again$/ }).click();
  await expect(page.getByText("This stage is switched off.")).toHaveCount(0);
}

async function discardDraft(page: Page): Promise<void> {
  await page.goto("/playbooks");
  await page
    .getByRole("main")
    .getByRole("link", { name: /CRISP-DM/ })
    .first()
    .click();
  await page.getByLabel("Key", { exact: true }).fill("Our Way");
  await page.getByRole("button", { name: "Copy and edit" }).click();
  await expect(page.getByText("One field needs another look.")).toBeVisible();
  await expect(page.getByLabel("Key", { exact: true })).toHaveValue("Our Way");
  await page.getByLabel("Key", { exact: true }).fill("our-way");
  await page.getByRole("button", { name: "Copy and edit" }).click();
  await page.waitForURL(/\/edit$/);
  await page.getByRole("button", { name: "Discard draft" }).click();
  await page.waitForURL(/\/playbooks$/);
  await expect(page.getByRole("main")).not.toContainText("our-way");
}

type Cast = { world: World; project: TestProject; lead: Page; home: string };

async function aCast(browser: Browser): Promise<Cast> {
  const world = await aWorld();
  const project = await world.project();
  const lead = await browserOf(browser, { world, person: project.lead });
  return { world, project, lead, home: `/projects/${project.id}` };
}

test("a risk and a piece of evidence are changed, taken back and restored", async ({ browser }) => {
  test.setTimeout(420_000);
  const { lead, home } = await aCast(browser);
  const errors: string[] = [];
  lead.on("pageerror", (error) => errors.push(error.message));
  await editRisk(lead, home);
  await editEvidence(lead, home);
  expect(errors).toEqual([]);
});

test("a plan is moved, a task and a stage are switched off and on", async ({ browser }) => {
  test.setTimeout(420_000);
  const { world, project, lead, home } = await aCast(browser);
  const person = await world.person(project, "risk_reviewer");
  const reviewer = await browserOf(browser, { world, person });
  await lead.goto(home);
  const links = await lead
    .locator('nav a[href*="/stages/"]')
    .evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  const stages = [...new Set(links)];
  await planStage(lead, stages[1] ?? "");
  await tailorTask({ lead, reviewer }, stages[0] ?? "");
  await tailorStage(reviewer, {
    stage: stages.at(-1) ?? "",
    appoint: () => world.person(project, "sponsor"),
  });
});

test("the draft of a playbook is discarded", async ({ browser }) => {
  test.setTimeout(420_000);
  const world = await aWorld();
  await discardDraft(await browserOf(browser, { world, person: world.owner }));
});
