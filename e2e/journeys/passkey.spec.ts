import { type Browser, expect, type Page } from "@playwright/test";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { gateIdOf, openGate } from "@/lib/testing/inputs/gates";
import { TEST_PASSWORD, withPassword } from "@/lib/testing/inputs/identity";
import { demandPasskey } from "@/lib/testing/inputs/passkeys";
import { aWorld } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { signedIn } from "../support/sign-in";

/** A gate that asks its sponsor for a passkey, and the sponsor's own browser. */
async function sponsorAtGate(browser: Browser) {
  const world = await aWorld();
  const project = await world.project();
  const gateId = await gateIdOf(world, project);
  await demandPasskey(world, { gateId, role: "sponsor" });
  const { sponsor } = await openGate(world, project);
  await withPassword(world, sponsor);
  const page = await signedIn(browser, { email: sponsor.email, password: TEST_PASSWORD });
  return { page, gate: `/projects/${project.id}/gates/${gateId}` };
}

/** A device built into the browser, which finds its person present and verified. */
async function plugIn(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function addPasskey(page: Page, name: string): Promise<void> {
  const panel = page.locator("#passkeys");
  await panel.getByLabel("What to call it").fill(name);
  await panel.getByLabel("Confirm it is you: your password").fill(TEST_PASSWORD);
  await panel.getByRole("button", { name: "Add a passkey" }).click();
  await expect(panel).toContainText("The passkey is added.");
  await expect(panel.getByRole("listitem").filter({ hasText: name })).toContainText("never used");
}

test("a gate that asks for a passkey is decided with one made in the profile", async ({
  browser,
}) => {
  const { page, gate } = await sponsorAtGate(browser);
  await plugIn(page);

  await page.goto(gate);
  const sign = page.getByRole("button", { name: "Sign decision" });
  const decision = page.locator("form").filter({ has: sign });
  await expect(decision).toContainText("This gate asks you to confirm with a passkey.");
  await expect(decision.getByLabel("Confirm it is you: your password")).toHaveCount(0);
  await expect(sign).toBeDisabled();
  await page.getByRole("link", { name: "Add a passkey in your profile" }).click();
  await page.waitForURL("**/profile#passkeys");
  await addPasskey(page, "Office laptop");
  await expectAccessible(page, "the profile with a passkey");

  await page.goto(gate);
  await expect(decision).toContainText("Your device asks for your fingerprint");
  await decision.getByText("Every criterion is good enough").click();
  await expectAccessible(page, "a gate that asks for a passkey");
  await sign.click();
  await expect(page.getByText("Confirmed by passkey.")).toBeVisible();

  await page.goto("/profile");
  const passkey = page.locator("#passkeys").getByRole("listitem").filter({ hasText: "Office" });
  await expect(passkey).toContainText("used");
  await passkey.getByText("Rename or remove Office laptop").click();
  await passkey.getByRole("button", { name: "Remove Office laptop" }).click();
  await expect(page.locator("#passkeys")).toContainText("You have no passkeys.");
});

test("a business case is signed with a passkey where a password would do, too", async ({
  browser,
}) => {
  const world = await aWorld();
  const project = await world.project();
  const sponsor = await world.person(project, "sponsor");
  await submittedCase(project);
  await withPassword(world, sponsor);
  const page = await signedIn(browser, { email: sponsor.email, password: TEST_PASSWORD });
  await plugIn(page);
  await page.goto("/profile");
  await addPasskey(page, "Office laptop");

  await page.goto(`/projects/${project.id}/business-case`);
  const sign = page.getByRole("button", { name: "Sign version 1" });
  const box = page.locator("form").filter({ has: sign });
  await expect(box.getByLabel("Passkey", { exact: true })).toBeChecked();
  await box.getByLabel("Password", { exact: true }).check();
  await expect(box.getByLabel("Confirm it is you: your password")).toBeVisible();
  await box.getByLabel("Passkey", { exact: true }).check();
  await box.getByLabel("I have read version 1").check();
  await expectAccessible(page, "a business case to sign with a passkey");
  await sign.click();
  await expect(page.getByText(/, passkey\./)).toBeVisible();
});
