import type { Page } from "@playwright/test";

/** Answers the provider's own pages: who one is, and that Waymark may know it. */
export async function answerProvider(page: Page, login: string): Promise<void> {
  await page.locator("input[name=login]").fill(login);
  await page.locator("input[name=password]").fill("anything");
  await page.locator("button[type=submit]").click();
  await page.waitForURL(/localhost|interaction/);
  // What was agreed to once is not asked again.
  while (page.url().includes("/interaction/")) {
    const before = page.url();
    await page.locator("button[type=submit]").click();
    await page.waitForURL((url) => url.href !== before);
  }
}
