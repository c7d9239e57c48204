import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";
import { openGate } from "@/lib/testing/inputs/gates";
import { anInvitation, TEST_PASSWORD, withPassword } from "@/lib/testing/inputs/identity";
import { aWorld, type World } from "@/lib/testing/world";
import { answerProvider } from "../support/at-provider";
import { test } from "../support/journey";
import { linkIn, mailTo } from "../support/smtp-server";

const NEXT_PASSWORD = "seven green bottles hanging";
const folder = process.env.E2E_MAIL ?? "";

let world: World;
test.beforeAll(async () => {
  world = await aWorld();
  await withPassword(world, world.owner);
});

async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Somebody else's browser. */
async function anotherBrowser(browser: Browser, options = {}): Promise<Page> {
  const context = await browser.newContext(options);
  return context.newPage();
}

async function aMemberWithPassword(): Promise<{ email: string; password: string }> {
  const person = await world.member();
  return { email: person.email, password: await withPassword(world, person) };
}

/** Renames a member to an address the identity provider will vouch for. */
async function aMemberAt(email: string): Promise<void> {
  const { userId } = await world.member();
  await world.db.user.update({ where: { id: userId }, data: { email } });
}

async function signInAtProvider(page: Page, login: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Continue with Test sign-on" }).click();
  await answerProvider(page, login);
}

test("an invited person joins by the link, signs out and comes back", async ({ page, browser }) => {
  const email = `${randomUUID()}@example.com`;
  await signIn(page, { email: world.owner.email, password: TEST_PASSWORD });
  await page.waitForURL("**/portfolio");
  await page.goto("/people");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByText("shown only now")).toBeVisible();
  const shown = (await page.locator("code.select-all").textContent()) ?? "";
  const mail = await mailTo(email, { folder, subject: /invites you/ });
  expect(linkIn(mail)).toBe(shown);

  const invited = await anotherBrowser(browser);
  await invited.goto(shown);
  await invited.getByLabel("Your name").fill("Nora New");
  await invited.getByLabel("Choose a password").fill("short");
  await invited.getByRole("button", { name: "Join the workspace" }).click();
  await expect(invited.getByLabel("Choose a password")).toHaveAttribute("aria-invalid", "true");
  await expect(invited.getByLabel("Your name")).toHaveValue("Nora New");
  await invited.getByLabel("Choose a password").fill(NEXT_PASSWORD);
  await invited.getByRole("button", { name: "Join the workspace" }).click();
  await invited.waitForURL("**/portfolio");

  await invited.goto("/profile");
  await expect(invited.getByRole("heading", { level: 1 })).toHaveText("Nora New");
  const kept = await invited.context().cookies();
  await invited.getByRole("button", { name: "Sign out", exact: true }).click();
  await invited.waitForURL(/[/]sign-in/);
  await invited.context().addCookies(kept);
  await invited.goto("/profile");
  await invited.waitForURL(/[/]sign-in/);

  await signIn(invited, { email, password: "not the password" });
  await expect(invited.getByText("is not right")).toBeVisible();
  await expect(invited.getByLabel("E-mail address")).toHaveValue(email);
  await signIn(invited, { email, password: NEXT_PASSWORD });
  await invited.waitForURL("**/portfolio");
  await page.reload();
  await expect(page.getByRole("link", { name: /Nora New/ })).toBeVisible();
});

test("a forgotten password is chosen anew by mail, and every session ends", async ({
  page,
  browser,
}) => {
  const person = await aMemberWithPassword();
  const elsewhere = await anotherBrowser(browser);
  await signIn(elsewhere, person);
  await elsewhere.waitForURL("**/portfolio");
  await page.goto("/forgot-password");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText("is on its way")).toBeVisible();
  const mail = await mailTo(person.email, { folder, subject: /new Waymark password/ });
  expect(mail.html).toContain(linkIn(mail));
  await page.goto(linkIn(mail));
  await page.getByLabel("New password").fill(NEXT_PASSWORD);
  await page.getByRole("button", { name: "Save the new password" }).click();
  await expect(page.getByText("Your new password is saved.")).toBeVisible();
  await elsewhere.goto("/profile");
  await elsewhere.waitForURL(/[/]sign-in/);
  await signIn(page, { email: person.email, password: NEXT_PASSWORD });
  await page.waitForURL("**/portfolio");
});

test("single sign-on links a verified address of a named domain", async ({ page, browser }) => {
  const email = `${randomUUID()}@sso.example.com`;
  await aMemberAt(email);
  await signInAtProvider(page, email);
  await page.waitForURL("**/portfolio");
  await page.goto("/profile");
  await expect(page.getByText(/Single sign-on(,| from)/)).toBeVisible();
  const cookies = await page.context().cookies();
  const session = cookies.find((cookie) => cookie.name === "waymark.session");
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });

  const unverified = `unverified-${randomUUID()}@sso.example.com`;
  await aMemberAt(unverified);
  const stranger = await anotherBrowser(browser);
  await signInAtProvider(stranger, unverified);
  await expect(stranger.getByText("nobody here is linked to it")).toBeVisible();
  await stranger.goto("/profile");
  await stranger.waitForURL(/[/]sign-in/);
});

test("an invited person without a password joins by single sign-on alone", async ({
  page,
  browser,
}) => {
  const email = `${randomUUID()}@sso.example.com`;
  const project = await world.project();
  await signIn(page, { email: world.owner.email, password: TEST_PASSWORD });
  await page.waitForURL("**/portfolio");
  await page.goto(`/projects/${project.id}/people`);
  const form = page.getByRole("region", { name: "Invite from outside" });
  await form.getByLabel("E-mail address").fill(email);
  await form.getByRole("button", { name: "Invite" }).click();
  await expect(form.getByText("Choose at least one role.").first()).toBeVisible();
  await expect(form.getByLabel("E-mail address")).toHaveValue(email);
  await form.getByLabel("Viewer", { exact: true }).check();
  await form.getByRole("button", { name: "Invite" }).click();
  const link = (await page.locator("code.select-all").textContent()) ?? "";

  const invited = await anotherBrowser(browser);
  await invited.goto(link);
  await expect(invited.getByText("into the project")).toBeVisible();
  await invited.getByRole("link", { name: "Join with Test sign-on" }).click();
  await answerProvider(invited, email);
  await invited.waitForURL("**/portfolio");
  await invited.goto(`/projects/${project.id}`);
  await expect(invited.getByRole("heading", { level: 1 })).toBeVisible();

  const user = await world.db.user.findUniqueOrThrow({ where: { email } });
  expect(user.passwordHash).toBeNull();
  await page.goto(link);
  await expect(page.getByText("cannot be used")).toBeVisible();
});

test("a session that is ended elsewhere is over with the next click", async ({ page, browser }) => {
  const person = await aMemberWithPassword();
  const other = await anotherBrowser(browser);
  await signIn(other, person);
  await other.waitForURL("**/portfolio");
  await signIn(page, person);
  await page.waitForURL("**/portfolio");
  await page.goto("/profile");
  await page.getByRole("button", { name: /^End the session/ }).click();
  await expect(page.getByRole("button", { name: /^End the session/ })).toHaveCount(0);
  await other.goto("/profile");
  await other.waitForURL(/[/]sign-in/);
});

test("a session nobody used asks for everything again, and nothing that was typed is lost", async ({
  browser,
}) => {
  const project = await world.project();
  const { sponsor, gateId } = await openGate(world, project);
  const password = await withPassword(world, sponsor);
  const page = await anotherBrowser(browser);
  await signIn(page, { email: sponsor.email, password });
  await page.waitForURL("**/portfolio");
  await page.goto(`/projects/${project.id}/gates/${gateId}`);
  const decision = page.locator("form").filter({ hasText: "Every criterion is good enough" });
  await decision.getByText("Stays at this gate").click();
  await decision.getByLabel("Reason, kept in the record").fill("The May data came late.");
  await decision.getByLabel("Confirm it is you: your password").fill(password);

  const { userId } = sponsor;
  const nineHoursAgo = new Date(Date.now() - 9 * 3_600_000);
  await world.db.webSession.updateMany({
    where: { userId },
    data: { lastSeenAt: nineHoursAgo },
  });
  await decision.getByRole("button", { name: "Sign decision" }).click();
  await page.waitForURL(/[/]sign-in/);
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  expect(await world.db.signature.count({ where: { signerId: userId } })).toBe(0);
  await page.getByLabel("E-mail address").fill(sponsor.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();

  await page.waitForURL(`**/gates/${gateId}`);
  await expect(decision.getByRole("radio", { name: /Request changes/ })).toBeChecked();
  await expect(decision.getByLabel("Reason, kept in the record")).toHaveValue(
    "The May data came late.",
  );
  await expect(decision.getByLabel("Confirm it is you: your password")).toHaveValue("");
});

test("signing in works before any script has loaded, and returns to where one was", async ({
  browser,
}) => {
  const person = await aMemberWithPassword();
  const page = await anotherBrowser(browser, { javaScriptEnabled: false });
  await page.goto("/sign-in?next=/profile");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("is not right")).toBeVisible();
  await expect(page.getByLabel("E-mail address")).toHaveValue(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/profile");
});

test("an invitation is accepted before any script has loaded", async ({ browser }) => {
  const { token } = await anInvitation(world);
  const page = await anotherBrowser(browser, { javaScriptEnabled: false });
  await page.goto(`/invitation/${token}`);
  await page.getByLabel("Your name").fill("Nell New");
  await page.getByLabel("Choose a password").fill("short");
  await page.getByRole("button", { name: "Join the workspace" }).click();
  await expect(page.getByLabel("Your name")).toHaveValue("Nell New");
  await page.getByLabel("Choose a password").fill(NEXT_PASSWORD);
  await page.getByRole("button", { name: "Join the workspace" }).click();
  await page.waitForURL("**/portfolio");
  await page.goto("/profile");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nell New");
});

test("what a client claims about its session changes nothing", async ({ page }) => {
  const person = await aMemberWithPassword();
  await signIn(page, person);
  await page.waitForURL("**/portfolio");
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const claims = { role: "owner", sid: "another", user: { name: "Mallory" }, userId: "1" };
  const answer = await page.request.post("/api/auth/session", {
    data: { csrfToken, data: claims },
  });
  expect(Object.keys(await answer.json())).toEqual(["expires"]);
  await page.goto("/profile");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Test member");
});

test("the pages hold what assistive technology needs, in light and in dark", async ({ page }) => {
  await page.goto("/sign-in");
  await expectAccessible(page);
  await page.goto("/forgot-password");
  await expectAccessible(page);
  await signIn(page, { email: world.owner.email, password: TEST_PASSWORD });
  await page.waitForURL("**/portfolio");
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const path of ["/people", "/settings", "/profile"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
  }
});

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}
