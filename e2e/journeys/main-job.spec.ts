import { type Browser, expect, type Page } from "@playwright/test";
import { saveCaseDraft } from "@/lib/business-cases/commands/save-draft";
import { runCommand } from "@/lib/execution/command";
import { aFullCase } from "@/lib/testing/inputs/business-cases";
import { TEST_PASSWORD, withPassword } from "@/lib/testing/inputs/identity";
import { aMember, aWorld, type Person, type World } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { signedIn } from "../support/sign-in";

const PROFILE = "prisma/seed/fixtures/churn-early-warning/health-plan-members-profile.json";

type Team = { lead: Person; scientist: Person; sponsor: Person; reviewer: Person };

async function aTeam(world: World): Promise<Team> {
  const person = async (name: string) => {
    const { workspaceId } = world;
    const member = await aMember(world.db, { workspaceId, role: "member", name });
    await withPassword(world, member);
    return member;
  };
  return {
    lead: await person("Priya Raman"),
    scientist: await person("Tomás Rivera"),
    sponsor: await person("Helena Brandt"),
    reviewer: await person("Samuel Whitlock"),
  };
}

const browserOf = (browser: Browser, { email }: Person) =>
  signedIn(browser, { email, password: TEST_PASSWORD });

function watchForErrors(page: Page, errors: string[]): void {
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") {
      errors.push(message.text());
    }
  });
}

async function createProject(page: Page, { scientist, sponsor, reviewer }: Team): Promise<string> {
  await page.goto("/projects/new");
  await page.getByLabel("Name", { exact: true }).fill("Churn early warning");
  await expect(page.getByLabel("Key", { exact: true })).toHaveValue("CEW");
  const rows = [
    { who: scientist, role: "data scientist" },
    { who: sponsor, role: "sponsor" },
    { who: reviewer, role: "risk reviewer" },
  ];
  for (const [index, { who, role }] of rows.entries()) {
    const row = page.getByRole("group", { name: `Person ${index + 1}` });
    await row.getByRole("combobox").selectOption({ label: who.name });
    await row.getByRole("checkbox", { name: role }).check();
  }
  await expectAccessible(page, "new project");
  await page.getByRole("button", { name: "Create project" }).click();
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** The form of the case saves by itself; the long rest of it is written through its command. */
async function writeCase(page: Page, project: string, team: Team): Promise<void> {
  await page.goto(`${project}/business-case?edit=1`);
  await page.getByLabel("In one or two sentences").fill("Keep 2,000 more members a year.");
  await expect(page.getByRole("status").filter({ hasText: /^Saved \d/ })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("In one or two sentences")).toHaveValue(
    "Keep 2,000 more members a year.",
  );
  await expectAccessible(page, "business case, writing");
  const saved = await runCommand(saveCaseDraft, team.scientist.actor, {
    projectId: project.split("/").at(-1),
    version: Number(await page.locator('input[name="version"]').first().inputValue()),
    sections: aFullCase({ title: "Churn early warning" }),
  });
  expect(saved).toMatchObject({ ok: true });
  await page.goto(`${project}/business-case`);
  await page.getByRole("button", { name: "Submit version 1 for signature" }).click();
  await expect(page.getByRole("link", { name: "Version 1", exact: true })).toBeVisible();
}

async function completeTasks(page: Page, stage: string): Promise<void> {
  await page.goto(stage);
  const menus = page.getByRole("button", { name: /, state of / });
  const count = await menus.count();
  expect(count).toBeGreaterThan(0);
  for (let index = 0; index < count; index += 1) {
    for (const step of ["Start the work", "Mark as done"]) {
      await menus.nth(index).click();
      const menu = page.locator("[popover]:popover-open");
      const reason = menu.getByLabel("Reason");
      if (step === "Mark as done" && (await reason.isVisible())) {
        await reason.fill("Agreed in the kick-off; the notes are in the log.");
      }
      await menu.getByRole("button", { name: step }).click();
      const word = step === "Start the work" ? "In progress" : "Done";
      await expect(menus.nth(index)).toContainText(word);
    }
  }
}

async function signCase(page: Page, project: string): Promise<void> {
  await page.goto(`${project}/business-case`);
  await expectAccessible(page, "business case, signing");
  await page.getByRole("checkbox", { name: "I have read version 1" }).check();
  await page.getByLabel("Confirm it is you: your password").fill("not my password");
  await page.getByRole("button", { name: "Sign version 1" }).click();
  await expect(page.getByText("This is not your password.").first()).toBeVisible();
  await page.getByRole("checkbox", { name: "I have read version 1" }).check();
  await page.getByLabel("Confirm it is you: your password").fill(TEST_PASSWORD);
  await page.getByRole("button", { name: "Sign version 1" }).click();
  await expect(page.getByText("Helena Brandt signed version 1")).toBeVisible();
}

async function approve(page: Page, gate: string): Promise<void> {
  await page.goto("/my-work");
  await expect(page.getByRole("main")).toContainText("Churn early warning");
  await page.goto(gate);
  const decision = page.getByRole("region", { name: "Your decision" });
  await decision.getByRole("radio", { name: /^Approve Every/ }).check();
  await decision.getByLabel("Confirm it is you: your password").fill(TEST_PASSWORD);
  await decision.getByRole("button", { name: "Sign decision" }).click();
}

type Pages = { lead: Page; scientist: Page; sponsor: Page; reviewer: Page };

/** An unmet criterion leads to the form that mends it. */
async function mendCriterion(page: Page, gate: string): Promise<void> {
  await expect(page.getByRole("main")).toContainText("1 output missing: Project plan");
  await page.getByRole("link", { name: /attach Project plan/ }).click();
  await page.getByLabel("Title").fill("Project plan, first version");
  await page.getByLabel("What it shows").fill("Stages with their dates, people and estimates.");
  await page.getByRole("button", { name: /^Attach/ }).click();
  await expect(page.getByText("Project plan, first version").first()).toBeVisible();
  await page.goto(gate);
  await expect(page.getByRole("main")).not.toContainText("1 output missing");
}

/** The lead asks and cannot decide; sponsor and risk reviewer approve, each in their own browser. */
async function passFirstGate({ lead, sponsor, reviewer }: Pages, project: string): Promise<void> {
  await lead.goto(`${project}/gates`);
  await expectAccessible(lead, "gates");
  await lead.getByRole("link", { name: "G1 Business case", exact: true }).click();
  await lead.waitForURL(/\/gates\/[0-9a-f-]{36}$/);
  const gate = new URL(lead.url()).pathname;
  await mendCriterion(lead, gate);
  await lead.getByRole("button", { name: "Request G1 review" }).click();
  await expect(lead.getByRole("heading", { name: "Criteria as frozen in round 1" })).toBeVisible();
  await expect(lead.getByRole("button", { name: "Sign decision" })).toHaveCount(0);
  await expect(lead.getByRole("region", { name: "Decide" })).toContainText("asked");
  await expectAccessible(lead, "gate review");
  await approve(sponsor, gate);
  await expect(sponsor.getByRole("region", { name: "Approvals" })).toContainText("Approved");
  await expect(sponsor.getByRole("region", { name: "Rounds" })).toContainText("Round 1, open");
  await approve(reviewer, gate);
  await expect(reviewer.getByRole("region", { name: "Rounds" })).toContainText("Round 1, passed");
}

async function logAndAttach(page: Page, at: { project: string; stage: string }): Promise<void> {
  await page.goto(at.stage);
  await expectAccessible(page, "data understanding");
  await page.keyboard.press("l");
  const composer = page.getByRole("dialog", { name: "Log progress" });
  await composer.getByRole("textbox").first().fill("Profiled 5,638 members; one field has gaps.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Logged.")).toBeVisible();

  await page.goto(`${at.project}/evidence?attach=1`);
  await page.locator('input[type="file"]').setInputFiles(PROFILE);
  await expect(page.getByText("Recognised as a data profile")).toBeVisible();
  await page.getByLabel("Stage", { exact: true }).selectOption({ label: "2 Data understanding" });
  await expectAccessible(page, "evidence, attaching");
  await page.getByRole("button", { name: /^Attach/ }).click();
  const profile = page.getByRole("link", { name: /^Profile: Health plan members/ }).first();
  await profile.click();
  await expect(page.getByRole("main")).toContainText(/5.?638/);
  await page.goto(at.stage);
  await expect(page.getByText("Profiled 5,638 members").first()).toBeVisible();
}

async function goBack(page: Page, project: string): Promise<void> {
  await page.goto(`${project}/go-back`);
  await page.locator('main a[href*="go-back?to="]', { hasText: "Business understanding" }).click();
  await expect(page).toHaveURL(/[?&]to=/);
  await expect(page.getByRole("main")).toContainText("G1");
  await page.getByLabel("Reason", { exact: true }).selectOption("scope_change");
  await page
    .getByLabel("In your words")
    .fill("Members who left by death belong to another question than the case asks.");
  await page.getByLabel("Expected cost in person-days").fill("3");
  await expectAccessible(page, "going back");
  await page.getByRole("button", { name: "Go back to Business understanding" }).click();
  await expect(page).toHaveURL(new RegExp(`${project}$`));
  await expect(page.getByText("Iteration 2").first()).toBeVisible();
  await expectAccessible(page, "overview after going back");
}

test("a team walks from a new project through G1 into data understanding and back", async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const errors: string[] = [];
  const team = await aTeam(await aWorld());
  const pages: Pages = {
    lead: await browserOf(browser, team.lead),
    scientist: await browserOf(browser, team.scientist),
    sponsor: await browserOf(browser, team.sponsor),
    reviewer: await browserOf(browser, team.reviewer),
  };
  for (const page of Object.values(pages)) {
    watchForErrors(page, errors);
  }
  const { lead, scientist, sponsor } = pages;

  const project = await createProject(lead, team);
  await expectAccessible(lead, "overview");
  const links = await lead
    .locator('nav a[href*="/stages/"]')
    .evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  const [business = "", data = ""] = [...new Set(links)];

  await writeCase(scientist, project, team);
  await completeTasks(scientist, business);
  await expectAccessible(scientist, "stage workspace");
  await signCase(sponsor, project);
  await passFirstGate(pages, project);
  await logAndAttach(scientist, { project, stage: data });
  await goBack(lead, project);

  for (const place of ["/portfolio", `${project}/risks`, "/my-work"]) {
    await lead.goto(place);
    await expectAccessible(lead, place);
  }
  expect(errors).toEqual([]);
});
