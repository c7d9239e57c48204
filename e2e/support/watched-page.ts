import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { TEST_PASSWORD, withPassword } from "@/lib/testing/inputs/identity";
import type { Person, World } from "@/lib/testing/world";
import { signedIn } from "./sign-in";

type Watched = { world: World; errors: string[] };

/** The browser of one person, whose page errors and console errors end up in one list. */
export async function watchedPage(
  browser: Browser,
  person: Person,
  { world, errors }: Watched,
): Promise<Page> {
  await withPassword(world, person);
  const page = await signedIn(browser, { email: person.email, password: TEST_PASSWORD });
  // React names in its message neither the page nor the element.
  page.on("pageerror", (error) => errors.push(`${page.url()} ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") {
      // The text of a missing resource does not say which one it is.
      errors.push(`${message.text()} ${message.location().url}`);
    }
  });
  return page;
}

/** Opens what stands folded behind a title; a page still loading may fold it again. */
export async function unfolded(place: Page | Locator, title: string): Promise<Locator> {
  const summary = place.locator("summary").filter({ hasText: title });
  const folded = summary.locator("..");
  await expect(async () => {
    if ((await folded.getAttribute("open")) === null) {
      await summary.click();
    }
    await expect(folded.locator("button").first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  return folded;
}

/** People of a journey have names one can tell apart. */
export async function renamed(world: World, person: Person, name: string): Promise<Person> {
  await world.db.user.update({ where: { id: person.userId }, data: { name } });
  return { ...person, name };
}
