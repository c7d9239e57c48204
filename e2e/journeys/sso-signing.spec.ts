import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page } from "@playwright/test";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { openGate } from "@/lib/testing/inputs/gates";
import { aWorld, type Person, type World } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { answerProvider } from "../support/at-provider";
import { test } from "../support/journey";

/** Somebody whose only way in is the provider, signed in there. */
async function signedInBySso(browser: Browser, person: Person, world: World) {
  const email = `${randomUUID()}@sso.example.com`;
  await world.db.user.update({ where: { id: person.userId }, data: { email } });
  const page = await (await browser.newContext()).newPage();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Continue with Test sign-on" }).click();
  await answerProvider(page, email);
  await page.waitForURL("**/portfolio");
  return { page, email };
}

async function confirmAs(page: Page, login: string): Promise<void> {
  await page.getByRole("link", { name: "Confirm with Test sign-on" }).click();
  // The provider has a session of the person, and asks all the same.
  await answerProvider(page, login);
}

test("somebody who only has single sign-on signs a case, and nobody else's account will do", async ({
  browser,
}) => {
  const world = await aWorld();
  const project = await world.project();
  const sponsor = await world.person(project, "sponsor");
  await submittedCase(project);
  const { page, email } = await signedInBySso(browser, sponsor, world);

  await page.goto(`/projects/${project.id}/business-case`);
  const sign = page.getByRole("button", { name: "Sign version 1" });
  const box = page.locator("form").filter({ has: sign });
  await expect(box).toContainText("You sign in at Test sign-on once more");
  await expect(box.getByLabel("Confirm it is you: your password")).toHaveCount(0);
  await box.getByLabel("I have read version 1").check();
  await sign.click();
  await expect(box).toContainText("Confirm with your sign-on first");
  await expectAccessible(page, "a business case to sign with single sign-on");

  await confirmAs(page, `${randomUUID()}@sso.example.com`);
  await page.waitForURL("**/business-case#sign-password-sso");
  await expect(box).toContainText("another account than the one you use for Waymark");
  await expect(box.getByLabel("I have read version 1")).toBeChecked();

  await confirmAs(page, email);
  await page.waitForURL("**/business-case#sign-password-sso");
  await expect(box).toContainText("Test sign-on confirmed you.");
  await expect(box.getByLabel("I have read version 1")).toBeChecked();
  await expectAccessible(page, "a business case confirmed with single sign-on");
  await sign.click();
  await expect(page.getByText(/, single sign-on\./)).toBeVisible();
  const signature = await world.db.signature.findFirstOrThrow({
    where: { signerId: sponsor.userId },
  });
  expect(signature.assurance).toBe("sso");
});

test("the draft of a decision survives the way to the provider, and the proof signs nothing else", async ({
  browser,
}) => {
  const world = await aWorld();
  const project = await world.project();
  const { sponsor, gateId } = await openGate(world, project);
  const { page, email } = await signedInBySso(browser, sponsor, world);

  await page.goto(`/projects/${project.id}/gates/${gateId}`);
  const sign = page.getByRole("button", { name: "Sign decision" });
  const decision = page.locator("form").filter({ has: sign });
  await decision.getByText("Work goes on; conditions are tracked").click();
  await decision.getByLabel("C1: what has to be done").fill("Repeat the test on May data");
  await decision.getByRole("button", { name: "Add condition" }).click();
  await decision.getByLabel("C2: what has to be done").fill("Name an owner for drift");
  await decision.getByLabel("Reason, kept in the record").fill("The May data came late.");
  await confirmAs(page, email);

  await expect(decision).toContainText("Test sign-on confirmed you.");
  await expect(decision.getByRole("radio", { name: /Approve with conditions/ })).toBeChecked();
  await expect(decision.getByLabel("C1: what has to be done")).toHaveValue(
    "Repeat the test on May data",
  );
  await expect(decision.getByLabel("C2: what has to be done")).toHaveValue(
    "Name an owner for drift",
  );
  await expect(decision.getByLabel("Reason, kept in the record")).toHaveValue(
    "The May data came late.",
  );
  await decision.getByText("Every criterion is good enough").click();
  await sign.click();
  await expect(page.getByText("Confirmed by single sign-on.")).toBeVisible();
  const used = await world.db.reauthentication.findMany({ where: { userId: sponsor.userId } });
  expect(used).toMatchObject([{ assurance: "sso" }]);
  expect(used[0]?.usedAt).not.toBeNull();
});
