import type { Browser, BrowserContextOptions, Page } from "@playwright/test";

/** Somebody's own browser, signed in as a person would. */
export async function signedIn(
  browser: Browser,
  person: { email: string; password: string },
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/portfolio");
  return page;
}
