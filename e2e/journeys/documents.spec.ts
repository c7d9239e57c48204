import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { type Browser, expect, type Page } from "@playwright/test";
import { aSignedCase } from "@/lib/testing/inputs/documents";
import { TEST_PASSWORD, withPassword } from "@/lib/testing/inputs/identity";
import { aWorld, type TestProject } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { signedIn } from "../support/sign-in";

let project: TestProject;
test.beforeAll(async () => {
  const world = await aWorld();
  project = await world.project();
  await withPassword(world, project.lead);
  await aSignedCase(world, project);
});

async function saved(page: Page, link: string, path: string): Promise<Buffer> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: link }).first().click();
  await (await download).saveAs(path);
  return readFileSync(path);
}

/** Somebody without an account, and without scripts. */
async function check(browser: Browser, file: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Verify a document" }).click();
  await page.getByLabel("PDF, receipt or audit bundle").setInputFiles(file);
  await page.getByRole("button", { name: "Check the file" }).click();
  return page;
}

test("a signed case is downloaded once, checked by anybody, and broken by any change", async ({
  browser,
}, info) => {
  const page = await signedIn(browser, { email: project.lead.email, password: TEST_PASSWORD });
  await page.goto(`/projects/${project.id}/business-case`);
  const path = info.outputPath("case.pdf");
  const pdf = await saved(page, "Download PDF", path);
  const again = await saved(page, "Download PDF", info.outputPath("again.pdf"));
  expect(again.equals(pdf)).toBe(true);
  const { stdout } = spawnSync("pdfsig", ["-nocert", path], { encoding: "utf8" });
  expect(stdout).toContain("Signature is Valid");

  const matching = await check(browser, path);
  await expect(matching.getByRole("heading", { name: "Matches" })).toBeVisible();
  await expect(matching.getByText("PDF of a business case, version 1").first()).toBeVisible();
  await expect(matching.getByText(project.key)).toHaveCount(0);

  const broken = Buffer.from(pdf);
  broken[2000] = (broken[2000] ?? 0) ^ 1;
  writeFileSync(info.outputPath("broken.pdf"), broken);
  const altered = await check(browser, info.outputPath("broken.pdf"));
  await expect(altered.getByRole("heading", { name: "Altered" })).toBeVisible();

  const receipt = info.outputPath("receipt.json");
  await saved(page, "Receipt", receipt);
  const proven = await check(browser, receipt);
  await expect(proven.getByRole("heading", { name: "Matches" })).toBeVisible();
});

test("the public check can be used by everybody, and asks for a file first", async ({ page }) => {
  await page.goto("/verify");
  await expectAccessible(page, "verify");
  await page.getByLabel(/64 digits/).fill("ab".repeat(32));
  await page.getByRole("button", { name: "Look the hash up" }).click();
  await expect(page.getByRole("heading", { name: "Unknown" })).toBeVisible();
  await expectAccessible(page, "verify with an answer");
  await page.goto("/verify?answer=made.up");
  await expect(page.getByText("Hand the file in again")).toBeVisible();
});
