import { type Browser, expect, type Page } from "@playwright/test";
import pg from "pg";
import { runCommand } from "@/lib/execution/command";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { decided, openGate } from "@/lib/testing/inputs/gates";
import { TEST_PASSWORD, withPassword } from "@/lib/testing/inputs/identity";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";
import { test } from "../support/journey";
import { signedIn } from "../support/sign-in";
import { mailTo } from "../support/smtp-server";
import { renamed, unfolded, watchedPage } from "../support/watched-page";

const folder = process.env.E2E_MAIL ?? "";
const FILE = "e2e/fixtures/risk-register.csv";
/** Accepted for so many days. */
const DAYS = 20;

type Cast = { world: World; project: TestProject; lead: Person; owner: Person; reviewer: Person };

/** The project the spreadsheet speaks of, with the people it names. */
async function aCast(): Promise<Cast> {
  const world = await aWorld();
  const project = await world.project({ key: "CEW" });
  const named = async (name: string, role: "data_scientist" | "domain_expert" | "sponsor") =>
    renamed(world, await world.person(project, role), name);
  await named("Tomás Rivera", "data_scientist");
  await named("Priya Raman", "data_scientist");
  await named("Helena Brandt", "domain_expert");
  const owner = await named("Samuel Whitlock", "domain_expert");
  const reviewer = await renamed(
    world,
    await world.person(project, "risk_reviewer"),
    "Hana Kowalski",
  );
  return { world, project, lead: project.lead, owner, reviewer };
}

/** Columns and words are guessed from the file; three cells are not, and are mended in the preview. */
async function importTheSpreadsheet(page: Page): Promise<void> {
  await page.goto("/risks");
  await page.getByText("More", { exact: true }).click();
  await page.getByRole("link", { name: "Import a spreadsheet" }).click();
  await page.getByLabel("Spreadsheet").setInputFiles(FILE);
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(page.getByText("40 rows: 37 to add, 3 to mend.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Import 37 risks" })).toBeDisabled();
  const mends = [
    ["Row 10", "Likelihood", "4"],
    ["Row 21", "Owner", "Helena Brandt"],
    ["Row 34", "Due on", "28.02.2027"],
  ] as const;
  for (const [row, label, value] of mends) {
    const form = page.getByRole("form", { name: row });
    const cell = form.getByLabel(label, { exact: true });
    await expect(cell).toHaveAttribute("aria-invalid", "true");
    await cell.fill(value);
    await form.getByRole("button", { name: "Save the row" }).click();
    await expect(form).toHaveCount(0);
  }
  await expect(page.getByText("40 rows: 40 to add.")).toBeVisible();
  await page.getByRole("button", { name: "Import 40 risks" }).click();
  await expect(page.getByText("Risks imported: 40 added")).toBeVisible();
}

const ACCEPTED = "Consent for health data unclear";
const WHY = "Members of the old contract are left out until January; the pilot can live with it.";

function onTheTable(page: Page) {
  return page.locator("#meeting-risk");
}

/** Acts by a key and waits until another risk is on the table. */
async function toTheNext(page: Page, keys: string): Promise<void> {
  const title = (await onTheTable(page).textContent()) ?? "";
  await page.keyboard.press(keys);
  await expect(onTheTable(page)).not.toHaveText(title);
}

/** A page still loading hears nothing yet. */
async function sayStillTrue(page: Page): Promise<void> {
  const still = page.getByRole("radio", { name: /^Yes, it may still happen/ });
  await expect(async () => {
    await page.keyboard.press("y");
    await expect(still).toBeChecked({ timeout: 1000 });
  }).toPass();
}

async function rateAt(page: Page, level: string, note: string): Promise<void> {
  await page.keyboard.type(level);
  await page.keyboard.press("t");
  await page.keyboard.type(note);
  await toTheNext(page, "Control+Enter");
}

/** Ten risks without the mouse: nine from the head of the queue, and the one that has grown. */
async function rateTen(page: Page): Promise<void> {
  await page.goto("/risks");
  await page.getByRole("link", { name: /Start review meeting/ }).click();
  // The register it leads from has a view of this name as well.
  await page.waitForURL(/[/]meeting[?].*since=/);
  await page.getByRole("link", { name: "All", exact: true }).click();
  await expect(onTheTable(page)).toBeVisible();
  for (let place = 0; place < 9; place += 1) {
    await sayStillTrue(page);
    if (place % 3 === 2) {
      await rateAt(page, "23", "The control is in place since May.");
    } else {
      await toTheNext(page, "Enter");
    }
  }
  for (let steps = 0; (await onTheTable(page).textContent()) !== ACCEPTED; steps += 1) {
    expect(steps, `${ACCEPTED} waits for its review`).toBeLessThan(40);
    await toTheNext(page, "j");
  }
  await sayStillTrue(page);
  await rateAt(page, "45", "Counsel found two more contracts without consent.");
}

async function askForAcceptance(page: Page, { project, reviewer }: Cast): Promise<void> {
  await page.goto(`/projects/${project.id}/risks?above=1`);
  await page.getByRole("link", { name: ACCEPTED }).click();
  const ask = await unfolded(page, "Ask for acceptance");
  await ask.getByLabel("Who accepts it").selectOption({ label: reviewer.name });
  await ask.getByLabel("As").selectOption({ label: "Risk reviewer" });
  await ask.getByLabel("Until").fill(addDays(dayOf(new Date()), DAYS));
  await ask.getByLabel("Why living with it is right").fill(WHY);
  await ask.getByRole("button", { name: "Ask for acceptance" }).click();
  await expect(page.getByText(`${reviewer.name} is asked to accept it`)).toBeVisible();
}

/** On a phone, from what waits for the reviewer to the signature. */
async function signOnAPhone(browser: Browser, { world, reviewer }: Cast): Promise<void> {
  await withPassword(world, reviewer);
  const who = { email: reviewer.email, password: TEST_PASSWORD };
  const phone = await signedIn(browser, who, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await phone.goto("/my-work");
  await phone
    .getByRole("link", { name: new RegExp(ACCEPTED) })
    .first()
    .click();
  await phone.getByRole("link", { name: "Read and sign" }).or(phone.getByText(WHY)).first().click();
  await expect(phone.getByText(WHY)).toBeVisible();
  await phone.getByLabel("Confirm it is you: your password").fill(TEST_PASSWORD);
  await phone.getByRole("button", { name: "Accept this risk" }).click();
  await expect(phone.getByText("Nothing to sign")).toBeVisible();
}

/**
 * The last day comes to lie in the past, and the worker looks. The clock itself stays: acts of a
 * day that has not come would stand in the trail of this server. Only the owner of the tables can
 * do this, who may switch off what keeps an acceptance from being changed.
 */
async function theDayPasses({ project }: Cast): Promise<void> {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? "" });
  await owner.connect();
  await owner.query("BEGIN; ALTER TABLE risk_acceptances DISABLE TRIGGER USER");
  const { rowCount } = await owner.query(
    `UPDATE risk_acceptances a SET "expiresOn" = $2::date FROM risks r
     WHERE r.id = a."riskId" AND r."projectId" = $1`,
    [project.id, addDays(dayOf(new Date()), -1)],
  );
  await owner.query("ALTER TABLE risk_acceptances ENABLE TRIGGER USER; COMMIT");
  await owner.end();
  expect(rowCount).toBe(1);
  const actor = { kind: "system", job: "expire-due" } as const;
  const looked = await runCommand(reevaluateGates, actor, { projectId: project.id });
  expect(looked.ok).toBe(true);
}

test("a register comes from a spreadsheet, is rated in a meeting, and a risk is accepted until a day that ends", async ({
  browser,
}) => {
  const cast = await aCast();
  const { world, project, lead, owner, reviewer } = cast;
  const errors: string[] = [];
  const page = await watchedPage(browser, lead, { world, errors });
  await importTheSpreadsheet(page);
  await rateTen(page);
  expect(await world.db.riskReview.count({ where: { risk: { projectId: project.id } } })).toBe(10);

  await askForAcceptance(page, cast);
  await signOnAPhone(browser, cast);
  await page.goto(`/projects/${project.id}/risks?status=accepted`);
  await expect(page.getByRole("row", { name: new RegExp(ACCEPTED) })).toBeVisible();

  const gate = await openGate(world, project);
  await decided(world, gate, { by: gate.sponsor, role: "sponsor" });
  await decided(world, gate, { by: gate.reviewer, role: "risk_reviewer" });
  await page.goto(`/projects/${project.id}/gates/${gate.gateId}`);
  await expect(page.getByText("Passed").first()).toBeVisible();

  await theDayPasses(cast);
  await page.goto(`/projects/${project.id}/gates/${gate.gateId}`);
  await expect(page.getByText("Lapsed").first()).toBeVisible();
  await expect(page.getByText(ACCEPTED).first()).toBeVisible();
  const told = [
    [owner, /G1 Business case has lapsed: 1 risk above the appetite line/],
    [reviewer, /the acceptance of R-05 Consent for health data unclear ended on/],
  ] as const;
  for (const [person, words] of told) {
    const theirs = await watchedPage(browser, person, { world, errors });
    await theirs.goto("/my-work");
    await expect(theirs.getByText(words).first()).toBeVisible();
    await mailTo(person.email, { folder, subject: words });
  }
  await page.goto(`/projects/${project.id}/risks?above=1`);
  await expect(page.getByRole("row", { name: new RegExp(ACCEPTED) })).toBeVisible();
  expect(errors).toEqual([]);
});
