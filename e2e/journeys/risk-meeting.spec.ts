import { expect, type Page } from "@playwright/test";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { reviewRisk } from "@/lib/risks/commands/review-risk";
import { getRisk, listProjectRisks } from "@/lib/risks/queries";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { press } from "../support/keyboard";
import { watchedPage } from "../support/watched-page";

const TEN = Array.from({ length: 10 }, (_, index) => index + 1);

/** Ten risks whose review is overdue, the first the longest. */
async function tenDue(world: World, project: TestProject): Promise<string[]> {
  const ids: string[] = [];
  for (const index of TEN) {
    const { riskId } = await raisedRisk(project, {
      title: `Risk ${index}`,
      likelihood: 2,
      impact: 2,
    });
    const reviewDueOn = dateOf(addDays(dayOf(new Date()), index - 20));
    await world.db.risk.update({ where: { id: riskId }, data: { reviewDueOn } });
    ids.push(riskId);
  }
  return ids;
}

async function reviewedElsewhere(by: Person, riskId: string): Promise<void> {
  const { version } = await runQuery(getRisk, by.actor, { riskId });
  const level = { likelihood: 1, impact: 1, knowledge: "strong" };
  const answer = { riskId, version, isStillTrue: "yes", note: "Seen by the reviewer.", ...level };
  expect(await runCommand(reviewRisk, by.actor, answer)).toMatchObject({ ok: true });
}

const heading = (page: Page, title: string) =>
  page.getByRole("heading", { name: title, exact: true });

/** Y, both digits, a note and Enter: nothing else is touched. */
async function rate(page: Page, index: number): Promise<void> {
  await expect(heading(page, `Risk ${index}`)).toBeVisible();
  const still = page.getByRole("radio", { name: /^Yes, it may still happen/ });
  await expect(async () => {
    await page.keyboard.press("y");
    await expect(still).toBeChecked({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press("4");
  await page.keyboard.press("3");
  await page.keyboard.press("t");
  await page.keyboard.type(`Rated in the meeting, number ${index}.`);
  await page.keyboard.press("Escape");
}

test("a lead rates ten risks in a review meeting with the keyboard alone", async ({ browser }) => {
  const world = await aWorld();
  const project = await world.project();
  const ids = await tenDue(world, project);
  const reviewer = await world.person(project, "risk_reviewer");
  const errors: string[] = [];
  const page = await watchedPage(browser, project.lead, { world, errors });
  await page.goto(`/projects/${project.id}/risks`);
  await press(page, page.getByRole("link", { name: "Start review meeting (10 due)" }));
  await page.waitForURL(/since=.+at=/);
  await expect(page.getByText("0 of 10 reviewed")).toBeVisible();

  await rate(page, 1);
  await page.keyboard.press("j");
  await expect(heading(page, "Risk 2")).toBeFocused();
  await page.keyboard.press("k");
  await expect(heading(page, "Risk 1")).toBeFocused();
  await expect(page.getByLabel("What you found")).toHaveValue("Rated in the meeting, number 1.");
  await expectAccessible(page, "a review meeting");

  await reviewedElsewhere(reviewer, ids[0] ?? "");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "Somebody changed" })).toBeVisible();
  await expect(page.getByLabel("What you found")).toHaveValue("Rated in the meeting, number 1.");
  await expect(page.getByText("Test risk_reviewer reviewed it in this meeting.")).toBeVisible();
  await heading(page, "Risk 1").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "recorded" })).toHaveText(
    /^R-01 is recorded: still true, 4 × 3, next review .+ Now R-02, Risk 2[.] 9 to go[.]$/,
  );

  for (const index of TEN.slice(1)) {
    await rate(page, index);
    await page.keyboard.press("Enter");
    await expect(heading(page, `Risk ${index}`)).toHaveCount(0);
  }
  await page.waitForURL(/summary.+until=/);
  await expect(page.getByRole("row")).toHaveCount(12);
  await expect(page.getByText(/reviewed by Lena Lead, Test risk_reviewer/)).toBeVisible();
  await expectAccessible(page, "the summary of a review meeting");
  const register = await runQuery(listProjectRisks, project.lead.actor, { projectId: project.id });
  expect(register.rows.map(({ current }) => `${current.likelihood} ${current.impact}`)).toEqual(
    TEN.map(() => "4 3"),
  );
  expect(register.counts.reviewDue).toBe(0);
  expect(errors).toEqual([]);
});

test("a review is recorded without a script, and nothing is in the dark about closing", async ({
  browser,
}) => {
  const world = await aWorld();
  const project = await world.project();
  await tenDue(world, project);
  const errors: string[] = [];
  const signed = await watchedPage(browser, project.lead, { world, errors });
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await signed.context().storageState(),
  });
  const page = await context.newPage();
  await page.goto("/risks/meeting");
  await page.getByLabel("What you found").fill("Read without a script.");
  await page.getByRole("button", { name: /^Save and go to .+R-02/ }).click();
  await expect(page.getByRole("alert")).toContainText("Say whether the risk is still true.");
  await expect(page.getByLabel("What you found")).toHaveValue("Read without a script.");
  await page.getByRole("radio", { name: /^No, close it/ }).check();
  await page.getByRole("button", { name: /go to .+R-02/ }).click();
  await expect(heading(page, "Risk 2")).toBeVisible();
  await expect(page.getByText("not true any more, and closed.")).toBeVisible();
  expect(errors).toEqual([]);
});
