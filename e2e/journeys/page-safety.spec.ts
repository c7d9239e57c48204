import { type Browser, expect, type Page } from "@playwright/test";
import { TEST_PASSWORD, withPassword } from "@/lib/testing/inputs/identity";
import { aWorld, type World } from "@/lib/testing/world";
import { test } from "../support/journey";
import { signedIn } from "../support/sign-in";

let world: World;
test.beforeAll(async () => {
  world = await aWorld();
  await withPassword(world, world.owner);
});

async function scriptSourcesAt(page: Page, path: string): Promise<string[]> {
  const answer = await page.request.get(path);
  const policy = answer.headers()["content-security-policy"] ?? "";
  const directive = policy.split("; ").find((each) => each.startsWith("script-src "));
  return directive?.split(" ").slice(1) ?? [];
}

async function expectNonce(page: Page, path: string): Promise<void> {
  const first = await scriptSourcesAt(page, path);
  const second = await scriptSourcesAt(page, path);
  expect(first).toContainEqual(expect.stringMatching(/^'nonce-[\w+/]{20,}={0,2}'$/));
  expect(first).not.toContain("'unsafe-inline'");
  expect(first).not.toContain("'unsafe-eval'");
  expect(second).not.toEqual(first);
}

/** Collects what the browser refused to run or load. */
function violationsOn(page: Page): string[] {
  const seen: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) {
      seen.push(message.text());
    }
  });
  return seen;
}

/** Collects what was fetched of pages that nobody has asked for. */
function fetchedAheadOn(page: Page): string[] {
  const seen: string[] = [];
  page.on("request", (request) => {
    if (request.headers()["next-router-prefetch"] !== undefined) {
      seen.push(request.url());
    }
  });
  return seen;
}

test("each page brings its own nonce, asks for nothing ahead, and nothing of ours is refused", async ({
  page,
}) => {
  const violations = violationsOn(page);
  const ahead = fetchedAheadOn(page);
  await expectNonce(page, "/sign-in");
  await expectNonce(page, "/no-such-page");
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(world.owner.email);
  await page.getByLabel("Password", { exact: true }).fill(TEST_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/portfolio");
  await expectNonce(page, "/portfolio");
  for (const name of ["Risks", "Playbooks", "People", "Audit"]) {
    await page.getByRole("navigation").getByRole("link", { name, exact: true }).first().click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  }
  await page.reload();
  // The page is drawn before its scripts have run; a key pressed too early is nobody's.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 1000 });
  }).toPass();
  expect(violations).toEqual([]);
  expect(ahead).toEqual([]);
});

test("markup that smuggles in a script does not run it", async ({ page }) => {
  const violations = violationsOn(page);
  await page.route("**/sign-in", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(
      "</body>",
      '<script>window.smuggled = "ran"</script><img src="x" onerror="window.smuggled = 1"></body>',
    );
    await route.fulfill({ response: answer, body });
  });
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect.poll(() => violations.length).toBeGreaterThan(0);
  expect(await page.evaluate(() => "smuggled" in window)).toBe(false);
});

/**
 * A register whose scripts run. A click that comes before them is followed by the browser; these
 * tests are about what happens from then on.
 */
async function openRegister(browser: Browser): Promise<Page> {
  const project = await world.project();
  const page = await signedIn(browser, { email: world.owner.email, password: TEST_PASSWORD });
  await page.goto(`/projects/${project.id}/risks`);
  const all = page.getByRole("link", { name: "All", exact: true }).first();
  await expect(async () => {
    const [asked] = await Promise.all([
      page.waitForRequest(
        (request) => request.isNavigationRequest() || request.headers()["rsc"] !== undefined,
      ),
      all.click(),
    ]);
    expect(asked.isNavigationRequest()).toBe(false);
  }).toPass();
  await expect(all).toHaveAttribute("aria-current", "true");
  return page;
}

test("a click asks the server once, also where only the filter changes", async ({ browser }) => {
  const page = await openRegister(browser);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.headers()["rsc"] !== undefined) {
      asked.push(request.url());
    }
  });
  for (const view of ["Closed", "Open", "All"]) {
    await page.getByRole("link", { name: view }).first().click();
    await expect(page.getByRole("link", { name: view }).first()).toHaveAttribute(
      "aria-current",
      "true",
    );
  }
  expect(asked).toHaveLength(3);
});

test("a page always has its title, also while the next one comes", async ({ browser }) => {
  const page = await openRegister(browser);
  // On a slow machine a late title is late for longer.
  const tools = await page.context().newCDPSession(page);
  await tools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  const titles = await page.evaluateHandle(() => {
    const seen = new Set<string>();
    const look = () => seen.add(document.title);
    new MutationObserver(look).observe(document, { subtree: true, childList: true });
    look();
    return seen;
  });
  for (const place of ["Evidence", "Gates", "Progress log", "Overview"]) {
    await page.getByRole("link", { name: place, exact: true }).first().click();
    await expect(page).toHaveTitle(new RegExp(place === "Overview" ? "^(?!.* ·.* ·)" : place));
  }
  const seen = await titles.evaluate((set) => [...set]);
  expect(seen.length).toBeGreaterThanOrEqual(5);
  expect(seen).not.toContain("");
});

test("a link is followed without loading the document anew, and says when that takes long", async ({
  browser,
}) => {
  const page = await openRegister(browser);
  const documents: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "document") {
      documents.push(request.url());
    }
  });
  await page.route(
    (url) => url.searchParams.has("_rsc"),
    async (route) => {
      await new Promise((done) => setTimeout(done, 1000));
      await route.continue();
    },
  );
  await page.getByRole("link", { name: "Evidence", exact: true }).first().click();
  await expect(page.getByRole("status").getByText("The page is on its way.")).toBeAttached();
  await expect(page).toHaveTitle(/^Evidence/);
  await expect(page.getByText("The page is on its way.")).toHaveCount(0);
  expect(documents).toEqual([]);

  const tab = page.context().waitForEvent("page");
  await page
    .getByRole("link", { name: "Gates", exact: true })
    .first()
    .click({
      modifiers: ["ControlOrMeta"],
    });
  await expect(await tab).toHaveTitle(/^Gates/);
  await expect(page).toHaveTitle(/^Evidence/);
});

test("the answer to a form takes nothing back that was typed while it was under way", async ({
  browser,
}) => {
  const page = await openRegister(browser);
  await page.getByRole("link", { name: "Playbooks", exact: true }).first().click();
  await page
    .getByRole("link", { name: /CRISP-DM/ })
    .first()
    .click();
  const key = page.getByLabel("Key", { exact: true });
  await key.fill("Our Way");
  const asked = Promise.withResolvers<void>();
  const mayGo = Promise.withResolvers<void>();
  await page.route(
    (url) => url.pathname.startsWith("/playbooks/"),
    async (route) => {
      if (route.request().method() === "POST") {
        asked.resolve();
        await mayGo.promise;
      }
      await route.continue();
    },
  );
  await page.getByRole("button", { name: "Copy and edit" }).click();
  await asked.promise;
  await key.fill("our-way-2");
  mayGo.resolve();
  await expect(page.getByText("One field needs another look.")).toBeVisible();
  await expect(key).toHaveValue("our-way-2");
});
