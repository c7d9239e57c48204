import { expect, type Page } from "@playwright/test";
import { attachEvidence } from "@/lib/evidence/commands/attach-evidence";
import { runCommand } from "@/lib/execution/command";
import { decided, gateIdOf, openGate } from "@/lib/testing/inputs/gates";
import { TEST_PASSWORD } from "@/lib/testing/inputs/identity";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { renamed, unfolded, watchedPage } from "../support/watched-page";

const rounds = (page: Page) => page.getByRole("region", { name: "Rounds" });
const decision = (page: Page) => page.getByRole("region", { name: "Your decision" });

async function signDecision(page: Page): Promise<void> {
  await decision(page).getByLabel("Confirm it is you: your password").fill(TEST_PASSWORD);
  await decision(page).getByRole("button", { name: "Sign decision" }).click();
}

async function askAgain(page: Page): Promise<void> {
  await page.getByLabel(/^Why ask while/).fill("The baseline is measured now; the rest follows.");
  await page.getByRole("button", { name: "Request G1 review" }).click();
  await expect(rounds(page)).toContainText("Round 2, open");
}

test("changes are asked for, answered in the next round, and a condition is closed", async ({
  browser,
}) => {
  const world = await aWorld();
  const errors: string[] = [];
  const project = await world.project();
  const open = await openGate(world, project);
  const gate = `/projects/${project.id}/gates/${open.gateId}`;

  const sponsor = await watchedPage(browser, open.sponsor, { world, errors });
  await sponsor.goto(gate);
  await decision(sponsor)
    .getByRole("radio", { name: /^Request changes/ })
    .check();
  await decision(sponsor).getByLabel("Reason, kept in the record").fill("Measure churn first.");
  await signDecision(sponsor);
  await expect(rounds(sponsor)).toContainText("Round 1, changes requested");

  const lead = await watchedPage(browser, project.lead, { world, errors });
  await lead.goto(gate);
  await expect(rounds(lead)).toContainText("Measure churn first.");
  await askAgain(lead);

  await sponsor.goto(gate);
  await decision(sponsor)
    .getByRole("radio", { name: /^Approve with conditions/ })
    .check();
  const what = decision(sponsor).getByLabel("C1: what has to be done");
  await what.fill("Churn by channel is reported");
  await decision(sponsor).getByLabel("Owner").selectOption({ label: project.lead.name });
  await decision(sponsor).getByLabel("Due", { exact: false }).first().fill("2099-01-31");
  await decision(sponsor).getByLabel("Reason, kept in the record").fill("Sound, once reported.");
  await expectAccessible(sponsor, "approving with a condition");
  await signDecision(sponsor);
  const conditions = sponsor.getByRole("region", { name: "Conditions" });
  await expect(conditions).toContainText("Churn by channel is reported");

  await decided(
    world,
    { gateId: open.gateId, round: 2 },
    { by: open.reviewer, role: "risk_reviewer" },
  );
  await sponsor.reload();
  await expect(rounds(sponsor)).toContainText("Round 2, passed with conditions");
  const met = await unfolded(conditions, "Confirm as met");
  await met.getByLabel("What shows that it is met").fill("Reported on 3 May, page 4.");
  await met.getByRole("button", { name: "Confirm as met" }).click();
  await expect(conditions).toContainText("Reported on 3 May, page 4.");
  expect(errors).toEqual([]);
});

/** The project plan that the first gate asks for, as a note. */
async function attachPlan(world: World, project: TestProject): Promise<void> {
  const output = await world.db.output.findFirstOrThrow({
    where: { stage: { projectId: project.id }, name: "Project plan" },
  });
  const attached = await runCommand(attachEvidence, project.lead.actor, {
    projectId: project.id,
    kind: "document",
    title: "Project plan",
    note: "Nine stages with days and people.",
    outputId: output.id,
    effectiveOn: "2026-01-15",
  });
  expect(attached).toMatchObject({ ok: true });
}

test("a new revision of evidence under review voids the round, and the vote counts no more", async ({
  browser,
}) => {
  const world = await aWorld();
  const errors: string[] = [];
  const project = await world.project();
  await renamed(world, project.lead, "Priya Raman");
  await attachPlan(world, project);
  const open = await openGate(world, project);
  await decided(world, open, { by: open.sponsor, role: "sponsor" });

  const lead = await watchedPage(browser, project.lead, { world, errors });
  await lead.goto(`/projects/${project.id}/evidence`);
  await lead
    .getByRole("link", { name: /^Project plan/ })
    .first()
    .click();
  const drawer = lead.getByRole("complementary", { name: /Project plan/ });
  await drawer.getByRole("link", { name: "New revision" }).click();
  await drawer.getByLabel("What it shows").fill("The pilot begins two weeks later.");
  await drawer.getByRole("button", { name: "Save the new revision" }).click();
  await expect(lead.getByRole("row", { name: /Project plan.*rev\. 2/ })).toBeVisible();

  const gate = `/projects/${project.id}/gates/${await gateIdOf(world, project)}`;
  const sponsor = await watchedPage(browser, open.sponsor, { world, errors });
  await expect(async () => {
    await sponsor.goto(gate);
    await expect(rounds(sponsor)).toContainText("Round 2, open", { timeout: 500 });
  }).toPass();
  await expect(rounds(sponsor)).toContainText("Stale: the round is void, so it counts no more.");
  await expect(decision(sponsor)).toBeVisible();
  await expectAccessible(sponsor, "a gate whose round was voided");
  expect(errors).toEqual([]);
});
