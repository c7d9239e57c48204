import { expect } from "@playwright/test";
import { reevaluateGates } from "@/jobs/reevaluate-gates";
import { pushMetric } from "@/lib/evidence/commands/push-metric";
import { runCommand } from "@/lib/execution/command";
import { dateOf } from "@/lib/kernel/calendar";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { unfolded, watchedPage } from "../support/watched-page";

test("a lead ties a risk to a metric, a breach raises it, and the finding is closed with a note", async ({
  browser,
}) => {
  const world = await aWorld();
  const errors: string[] = [];
  const project = await world.project();
  const { riskId } = await raisedRisk(project, { title: "Brokers are served worse" });
  const projectId = project.id;

  const page = await watchedPage(browser, project.lead, { world, errors });
  await page.goto(`/projects/${projectId}/risks?risk=${riskId}`);
  const drawer = page.getByRole("complementary", { name: /Brokers are served worse/ });
  await unfolded(drawer, "Watch a metric");
  await drawer.getByLabel("Metric", { exact: true }).fill("recall");
  await drawer.getByLabel("Limit").fill("0.8");
  await drawer.getByRole("button", { name: "Watch the metric" }).click();
  await expect(drawer.getByText("The watch is set", { exact: false })).toBeVisible();
  await expect(drawer).toContainText(
    "Recall is at least 0.8. A breach raises likelihood by 1 step.",
  );
  await expect(drawer).toContainText("Recall has never been measured.");

  const measured = { projectId, name: "recall", value: 0.71, direction: "higher_is_better" };
  expect(await runCommand(pushMetric, project.lead.actor, measured)).toMatchObject({ ok: true });
  await reevaluateGates({ projectId });
  await page.goto("/my-work");
  await page
    .getByRole("link", { name: /Recall was 0[.]71/ })
    .first()
    .click();
  const findings = drawer.getByRole("region", { name: "Open findings" });
  await expect(findings).toContainText("the watch expects that recall is at least 0.8.");
  await expect(drawer).toContainText("Breached since");
  await expectAccessible(page, "the drawer of a risk with a finding");

  await unfolded(findings, "Close the finding");
  await findings.getByLabel("What was done about it").fill("Trained again with the missing month.");
  await findings.getByRole("button", { name: "Close the finding" }).click();
  await expect(drawer.getByRole("region", { name: "Open findings" })).toHaveCount(0);
  await expect(drawer).toContainText("Trained again with the missing month.");
  expect(errors).toEqual([]);
});

test("what needs mending leads from the register to the open form that mends it", async ({
  browser,
}) => {
  const world = await aWorld();
  const errors: string[] = [];
  const project = await world.project();
  const { riskId } = await raisedRisk(project, { title: "Labels come late" });
  const where = { id: riskId };
  await world.db.risk.updateMany({ where, data: { reviewDueOn: dateOf("2026-01-05") } });

  const page = await watchedPage(browser, project.lead, { world, errors });
  await page.goto("/risks");
  await page.getByText("1 finding on 1 risk").click();
  await expect(page.getByText("Its review was due on 5 Jan 2026.")).toBeVisible();
  await expectAccessible(page, "the register with what needs mending");
  await page.getByRole("link", { name: /^Review it of/ }).click();
  const drawer = page.getByRole("complementary", { name: /Labels come late/ });
  await expect(drawer.getByLabel("Is it still true?")).toBeFocused();
  await drawer.getByRole("button", { name: "Record the review" }).click();
  await expect(drawer.getByText("The review is recorded.")).toBeVisible();
  await page.goto(`/projects/${project.id}/risks`);
  await expect(page.getByText("Nothing in this register needs mending.")).toBeVisible();
  expect(errors).toEqual([]);
});
