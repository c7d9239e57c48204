import { expect, type Page } from "@playwright/test";
import { someEvidence } from "@/lib/testing/inputs/evidence";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { renamed, unfolded, watchedPage } from "../support/watched-page";

const WORK = "Ask the claims team for earlier labels";

/** Refused once for what is missing, with what was typed kept, then planned. */
async function planAction(page: Page): Promise<void> {
  const actions = page.getByRole("region", { name: "Actions" });
  const plan = await unfolded(actions, "Plan an action");
  await plan.getByLabel("What is done").fill(WORK);
  await plan.getByRole("button", { name: "Plan the action" }).click();
  await expect(plan.getByText("Choose who does it.").first()).toBeVisible();
  await expect(plan.getByLabel("What is done")).toHaveValue(WORK);
  await plan.getByLabel("Who does it").selectOption({ label: "Sina Ode" });
  await plan.getByLabel("Done by").fill("2030-01-31");
  await plan.getByLabel("Should lower likelihood by").selectOption("1");
  await plan.getByRole("button", { name: "Plan the action" }).click();
  await expect(actions.getByRole("link", { name: WORK })).toBeVisible();
  await expect(actions).toContainText("Sina Ode · lowers likelihood by 1");
}

async function proveControl(page: Page): Promise<void> {
  const controls = page.getByRole("region", { name: "Controls" });
  const add = await unfolded(controls, "Add a control");
  await add.getByLabel("Control", { exact: true }).fill("A second person reads every label");
  await add.getByRole("button", { name: "Add the control" }).click();
  await expect(controls).toContainText("No proof yet: nothing shows that it works.");
  const prove = await unfolded(controls, "Prove it");
  await prove.getByLabel("Evidence that it works").selectOption({ index: 1 });
  await prove.getByRole("button", { name: "Link the evidence" }).click();
  await expect(controls).toContainText(/Proved \d+ days ago by Second reading of 200 labels/);
}

/** From My work to the page of the task, which says what it treats, and through to done. */
async function finishTask(page: Page): Promise<void> {
  await page.goto("/my-work");
  await page.getByRole("link", { name: /treats R-01/ }).click();
  await expect(
    page.getByRole("link", { name: "R-01 Labels come late", exact: true }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Start the work" }).click();
  await page.getByRole("button", { name: "Mark as done" }).click();
  await expect(page.getByRole("button", { name: "Reopen the task" })).toBeVisible();
}

async function takeLevel(page: Page): Promise<void> {
  await page.goto("/my-work");
  await page.getByRole("link", { name: /Level proposed by what was done/ }).click();
  const proposal = page.getByRole("region", { name: "Proposed level" });
  await expect(proposal).toContainText("2 × 5");
  const reject = await unfolded(proposal, "Reject it");
  await reject.getByRole("button", { name: "Reject the level" }).click();
  await expect(reject.getByText(/Say why the level stays/).first()).toBeVisible();
  await expectAccessible(page, "a proposed level");
  const take = await unfolded(proposal, "Take it over");
  await take.getByRole("button", { name: "Take the level over" }).click();
  await expect(proposal).toHaveCount(0);
}

test("a planned action is done by somebody else, and the owner of the risk takes over what it proposes", async ({
  browser,
}) => {
  const world = await aWorld();
  const errors: string[] = [];
  const project = await world.project();
  const scientist = await renamed(world, await world.person(project, "data_scientist"), "Sina Ode");
  const { riskId } = await raisedRisk(project, { title: "Labels come late" });
  await someEvidence(world, project, { title: "Second reading of 200 labels" });
  const risk = `/projects/${project.id}/risks?risk=${riskId}`;

  const lead = await watchedPage(browser, project.lead, { world, errors });
  await lead.goto(risk);
  await planAction(lead);
  await proveControl(lead);
  await expectAccessible(lead, "actions and controls of a risk");

  const worker = await watchedPage(browser, scientist, { world, errors });
  await finishTask(worker);
  await worker.goto(risk);
  const read = worker.getByRole("region", { name: "Proposed level" });
  await expect(read).toContainText("Lena Lead is asked to take or reject it");
  await expect(read.getByRole("button")).toHaveCount(0);

  await takeLevel(lead);
  const actions = lead.getByRole("region", { name: "Actions" });
  await expect(actions).toContainText("Taken over by Lena Lead");
  await expect(lead.getByText(`${WORK} is done.`).first()).toBeVisible();
  expect(errors).toEqual([]);
});
