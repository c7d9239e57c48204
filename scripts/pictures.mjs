import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { bootstrap } from "./lib/bootstrap.mjs";
import { say } from "./lib/console.mjs";
import { fromRoot } from "./lib/paths.mjs";
import { Trouble } from "./lib/trouble.mjs";

const USAGE = "Usage: node scripts/pictures.mjs http://127.0.0.1:3000   (a running demo)";
const PASSWORD = "walk-the-trail-2026";
const PROJECT = "Churn early warning";
const DESK = { width: 1440, height: 900 };
const HAND = { width: 390, height: 844 };

/** A browser of one's own, signed in as a person of the demo. */
async function enterAs(browser, { origin, name, viewport = DESK, colorScheme = "light" }) {
  const context = await browser.newContext({
    baseURL: origin,
    viewport,
    colorScheme,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  if (name !== null) {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill(`${name}@northwind.example`);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL("**/portfolio");
  }
  return page;
}

async function addressOf(page, at, pick) {
  await page.goto(at);
  const address = await page.locator("main, nav, aside").locator(pick).first().getAttribute("href");
  if (address === null) {
    throw new Trouble(`${at} has no link like ${pick}.`);
  }
  return address;
}

function camera() {
  const dir = fromRoot("docs/pictures");
  mkdirSync(dir, { recursive: true });
  return async (page, { file, at, prepare }) => {
    if (at !== undefined) {
      await page.goto(at);
    }
    await page.waitForLoadState("networkidle");
    await prepare?.(page);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(dir, `${file}.png`), animations: "disabled" });
    say(`  ${file}.png`);
  };
}

async function projectPictures({ take, open }) {
  const lead = await open("priya.raman");
  const project = await addressOf(lead, "/portfolio?q=churn", `a:has-text("${PROJECT}")`);
  const stage = await addressOf(
    lead,
    project,
    'a[href*="/stages/"][aria-current], a[href*="/stages/"]:has-text("Modelling")',
  );
  await take(lead, { file: "project-overview", at: project });
  await take(lead, { file: "stage-workspace", at: stage });
  await take(lead, { file: "business-case", at: `${project}/business-case` });
  await take(lead, { file: "risk-register", at: `${project}/risks` });
  await take(lead, {
    file: "risk-pictures",
    at: `${project}/risks/pictures`,
    prepare: (page) =>
      page
        .getByRole("heading", { name: "What changed" })
        .evaluate((heading) => heading.scrollIntoView({ block: "center" })),
  });
  await take(lead, {
    file: "risk-import",
    at: "/risks/import",
    prepare: async (page) => {
      await page
        .getByLabel("Spreadsheet")
        .setInputFiles(fromRoot("e2e/fixtures/risk-register.csv"));
      await page.getByRole("button", { name: "Read the file" }).click();
      await page.getByRole("form", { name: "Row 34" }).waitFor();
    },
  });
  const back = await addressOf(lead, `${project}/go-back`, 'a[href*="to="]');
  await take(lead, { file: "go-back", at: back });
  const dark = await open("priya.raman", { colorScheme: "dark" });
  await take(dark, { file: "project-overview-dark", at: project });
}

/** The picture is for everybody, so it names the folder a plain start uses. */
async function nameDefaultOutbox(page) {
  await page.locator("code", { hasText: "/outbox" }).evaluateAll((all) => {
    for (const code of all) {
      code.replaceChildren(".data/outbox");
    }
  });
}

async function workspacePictures({ take, open }) {
  const owner = await open("maren.holt");
  await take(owner, { file: "portfolio", at: "/portfolio" });
  const playbook = await addressOf(owner, "/playbooks", 'a:has-text("CRISP-DM with MLOps")');
  await take(owner, { file: "playbook", at: playbook });
  await take(owner, { file: "people", at: "/people" });
  await take(owner, { file: "settings", at: "/settings", prepare: nameDefaultOutbox });
  await take(owner, {
    file: "new-project",
    at: "/projects/new",
    prepare: (page) => page.getByLabel("Name", { exact: true }).fill("Hail damage forecast"),
  });
  const auditor = await open("ada.lindqvist");
  await take(auditor, { file: "audit", at: "/audit?kind=gate" });
  const entry = await addressOf(
    auditor,
    "/audit?kind=gate",
    'tr:has-text("Receipt") a[href*="entry="]',
  );
  await take(auditor, { file: "audit-entry", at: entry });
  await take(await open(null), { file: "sign-in", at: "/sign-in" });
}

async function decisionPictures({ take, open }) {
  const reviewer = await open("maren.holt");
  await take(reviewer, { file: "my-work", at: "/my-work" });
  const gate = await addressOf(reviewer, "/my-work", 'a:has-text("Open review")');
  await take(reviewer, { file: "gate-review", at: gate });
  const onPhone = await open("maren.holt", { viewport: HAND });
  await take(onPhone, { file: "my-work-phone", at: "/my-work" });
  await take(onPhone, {
    file: "gate-review-phone",
    at: gate,
    prepare: async (page) => {
      await page.locator('input[name="verdict"][value="approve"]').check();
      const decision = page.getByRole("region", { name: "Your decision" });
      await decision.evaluate((panel) => {
        panel.style.scrollMarginTop = "64px";
        panel.scrollIntoView({ block: "start" });
      });
    },
  });
}

await bootstrap(import.meta.url, async () => {
  const given = process.argv[2];
  if (given === undefined || !URL.canParse(given)) {
    throw new Trouble(USAGE);
  }
  const { origin } = new URL(given);
  const { chromium } = await import("@playwright/test");
  const { ensureChromium } = await import("./lib/chromium.mjs");
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    const open = (name, more = {}) => enterAs(browser, { origin, name, ...more });
    const room = { take: camera(), open };
    await projectPictures(room);
    await workspacePictures(room);
    await decisionPictures(room);
  } finally {
    await browser.close();
  }
});
