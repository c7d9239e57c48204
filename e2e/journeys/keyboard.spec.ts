import { expect, type Page } from "@playwright/test";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { openGate } from "@/lib/testing/inputs/gates";
import { TEST_PASSWORD, withPassword } from "@/lib/testing/inputs/identity";
import { aWorld } from "@/lib/testing/world";
import { test } from "../support/journey";
import { press, tabTo, type } from "../support/keyboard";

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await type(page, page.getByLabel("E-mail address"), email);
  await type(page, page.getByLabel("Password", { exact: true }), TEST_PASSWORD);
  await press(page, page.getByRole("button", { name: "Sign in", exact: true }));
  await page.waitForURL("**/portfolio");
}

/** A single key is heard once the script of the page has loaded. */
async function goByKeys(page: Page, keys: readonly string[], address: RegExp): Promise<void> {
  await expect(async () => {
    for (const key of keys) {
      await page.keyboard.press(key);
    }
    await expect(page).toHaveURL(address, { timeout: 1500 });
  }).toPass();
}

async function skipToContent(page: Page): Promise<void> {
  await page.reload();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
}

async function signCase(page: Page, project: string): Promise<void> {
  await press(
    page,
    page
      .getByRole("main")
      .getByRole("link", { name: /Business case, version 1/ })
      .first(),
  );
  await page.waitForURL(new RegExp(project));
  await press(page, page.getByRole("link", { name: "Business case", exact: true }).first());
  await page.waitForURL(/business-case/);
  await press(page, page.getByRole("checkbox", { name: "I have read version 1" }), "Space");
  const sign = page.getByRole("button", { name: "Sign version 1" });
  await type(page, page.getByLabel("Confirm it is you: your password"), TEST_PASSWORD);
  await press(page, sign);
  await expect(page.getByText(/signed version 1/).first()).toBeVisible();
}

async function decideGate(page: Page): Promise<void> {
  await goByKeys(page, ["g", "w"], /my-work/);
  await press(page, page.getByRole("link", { name: "Open review" }).first());
  await page.waitForURL(/\/gates\//);
  const decision = page.getByRole("region", { name: "Your decision" });
  const approve = decision.getByRole("radio", { name: /^Approve Every/ });
  await expect(async () => {
    await page.keyboard.press("1");
    await expect(approve).toBeChecked({ timeout: 1000 });
  }).toPass();
  await type(page, decision.getByLabel("Confirm it is you: your password"), TEST_PASSWORD);
  await press(page, decision.getByRole("button", { name: "Sign decision" }));
  await expect(page.getByRole("region", { name: "Approvals" })).toContainText("Approved");
}

test("a sponsor signs the case and decides the gate without a mouse", async ({ page }) => {
  const world = await aWorld();
  const project = await world.project();
  await submittedCase(project);
  const { sponsor } = await openGate(world, project);
  await withPassword(world, sponsor);
  await signIn(page, sponsor.email);
  await skipToContent(page);
  await goByKeys(page, ["g", "w"], /my-work/);
  await signCase(page, project.id);
  await decideGate(page);
});

test("an auditor opens, walks through and closes entries of the record without a mouse", async ({
  page,
}) => {
  const world = await aWorld();
  await world.project();
  await world.project();
  const auditor = await world.member("auditor");
  await withPassword(world, auditor);
  await signIn(page, auditor.email);
  await goByKeys(page, ["g", "a"], /\/audit/);
  const number = page
    .getByRole("row", { name: /created/i })
    .first()
    .getByRole("link")
    .first();
  await press(page, number);
  const drawer = page.getByRole("complementary", { name: /^Entry \d/ });
  await expect(drawer).toBeFocused();
  const first = page.url();
  await page.keyboard.press("j");
  await expect(page).not.toHaveURL(first);
  await tabTo(page, drawer.getByRole("link", { name: "Close (Esc)" }));
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
});
