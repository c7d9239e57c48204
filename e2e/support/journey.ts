import { test as base, type Page } from "@playwright/test";

/** Enough to see where somebody was, without the whole page. */
const LINES_SHOWN = 60;

async function whatItShows(page: Page): Promise<string> {
  const shown = await page
    .locator("body")
    .ariaSnapshot({ timeout: 2000 })
    .catch(() => "It did not answer.");
  const lines = shown.split("\n");
  const rest = lines.length > LINES_SHOWN ? `\n… ${lines.length - LINES_SHOWN} more lines` : "";
  return `${page.url()}\n${lines.slice(0, LINES_SHOWN).join("\n")}${rest}`;
}

/**
 * A journey whose people close their browsers when it ends: a hundred pages of
 * journeys long over would slow down the next ones. What each person saw when
 * it failed goes into the report.
 */
export const test = base.extend<{ endOfDay: undefined }>({
  endOfDay: [
    async ({ browser }, use, info) => {
      await use(undefined);
      const contexts = browser.contexts();
      if (info.status !== info.expectedStatus) {
        const pages = contexts.flatMap((context) => context.pages());
        const shown = await Promise.all(pages.map(whatItShows));
        await info.attach("pages", { body: shown.join("\n\n"), contentType: "text/plain" });
      }
      await Promise.all(contexts.map((context) => context.close()));
    },
    { auto: true },
  ],
});
