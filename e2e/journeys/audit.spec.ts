import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, type Page } from "@playwright/test";
import { signedCase } from "@/lib/testing/inputs/ledger";
import { unpacked } from "@/lib/testing/unpacked";
import { aWorld } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { watchedPage } from "../support/watched-page";

async function anArchive() {
  const world = await aWorld();
  const project = await world.project();
  await world.project({ name: "Another project" });
  await signedCase(world, project);
  return { world, project, auditor: await world.member("auditor") };
}

const entries = (page: Page) => page.getByRole("table", { name: /^Entries of the record/ });

test("an auditor narrows the record, opens an entry with its proof and walks to its neighbours", async ({
  browser,
}) => {
  const { world, project, auditor } = await anArchive();
  const errors: string[] = [];
  const page = await watchedPage(browser, auditor, { world, errors });
  await page.goto("/audit");
  await page.getByLabel("Kind").selectOption({ label: "Business case" });
  await page.getByLabel("Project", { exact: true }).selectOption(project.id);
  await page.getByLabel("Person").selectOption({ label: project.lead.name });
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/kind=case/);
  await expect(entries(page).getByRole("row")).toHaveCount(3);
  await page.getByText("Show as table").click();
  await expect(page.getByRole("table", { name: /by day/ }).getByRole("row")).toHaveCount(2);

  await page.goto(`/audit?project=${project.id}`);
  const signed = entries(page).getByRole("row", { name: /signed version 1/i });
  await signed.getByRole("link").first().click();
  const drawer = page.getByRole("complementary", { name: /^Entry \d/ });
  await expect(drawer).toContainText("Statement of the signature");
  await expect(drawer).toContainText("a password");
  await expectAccessible(page, "the record with an entry");
  const opened = page.url();
  await page.keyboard.press("j");
  await expect(page).not.toHaveURL(opened);
  await page.keyboard.press("k");
  await expect(page).toHaveURL(opened);
  await drawer.getByRole("link", { name: /as it stood after this entry/ }).click();
  await expect(page.getByRole("heading", { name: "Moment" })).toBeVisible();
  await page.goto(opened);
  await expect(async () => {
    // A key is heard once the script of the page has loaded.
    await page.keyboard.press("Escape");
    await expect(drawer).toHaveCount(0, { timeout: 2000 });
  }).toPass();
  expect(errors).toEqual([]);
});

test("the past of a project is told from the record alone, day by day and entry by entry", async ({
  browser,
}) => {
  const { world, project, auditor } = await anArchive();
  const errors: string[] = [];
  const page = await watchedPage(browser, auditor, { world, errors });
  await page.goto(`/projects/${project.id}/history`);
  const main = page.getByRole("main");
  await expect(main).toContainText("Test sponsor");
  await page.getByLabel("End of the day, UTC").fill("2020-03-03");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(main).toContainText("The project had not begun.");
  await page.goto(`/projects/${project.id}/history`);
  await page.getByRole("link", { name: "Entry before" }).click();
  await expect(page).toHaveURL(/entry=\d+/);
  await expectAccessible(page, "the past of a project");
  await page.getByRole("link", { name: "Today" }).click();
  await expect(page).toHaveURL(/history$/);
  expect(errors).toEqual([]);
});

test("an audit pack is taken home and verified there without Waymark", async ({
  browser,
}, info) => {
  const { world, auditor } = await anArchive();
  const errors: string[] = [];
  const page = await watchedPage(browser, auditor, { world, errors });
  await page.goto("/audit");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export audit pack" }).click();
  const path = info.outputPath("pack.zip");
  await (await download).saveAs(path);
  const pack = await unpacked(path);
  for (const name of ["verify.mjs", "ledger/bundle.json"]) {
    const content = pack.get(name);
    expect(content?.length, name).toBeGreaterThan(0);
    writeFileSync(info.outputPath(basename(name)), content ?? "");
  }
  const { status, stdout } = spawnSync(
    process.execPath,
    [info.outputPath("verify.mjs"), info.outputPath("bundle.json")],
    { encoding: "utf8" },
  );
  expect(status, stdout).toBe(0);
  await page.reload();
  await expect(entries(page)).toContainText(/exported/i);
  expect(errors).toEqual([]);
});
