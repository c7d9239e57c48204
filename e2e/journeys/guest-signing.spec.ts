import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { type Browser, expect, type Page } from "@playwright/test";
import { saveCaseDraft } from "@/lib/business-cases/commands/save-draft";
import { getCase } from "@/lib/business-cases/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { aFullCase } from "@/lib/testing/inputs/business-cases";
import { TEST_PASSWORD, withPassword } from "@/lib/testing/inputs/identity";
import { guestAddress } from "@/lib/testing/inputs/signing";
import { aWorld, type TestProject } from "@/lib/testing/world";
import { expectAccessible } from "../support/accessibility";
import { test } from "../support/journey";
import { signedIn } from "../support/sign-in";
import { linkIn, mailTo } from "../support/smtp-server";

const folder = process.env.E2E_MAIL ?? "";
const minute = 60_000;

/** A lead with a draft that only waits to be submitted, on its page. */
async function leadAtCase(browser: Browser): Promise<{ page: Page; project: TestProject }> {
  const world = await aWorld();
  const project = await world.project();
  const { id: projectId, lead } = project;
  const { version } = await runQuery(getCase, lead.actor, { projectId });
  await runCommand(saveCaseDraft, lead.actor, { projectId, version, sections: aFullCase() });
  await withPassword(world, lead);
  const page = await signedIn(browser, { email: lead.email, password: TEST_PASSWORD });
  await page.goto(`/projects/${projectId}/business-case`);
  return { page, project };
}

/** Names somebody outside as sponsor in the form of the submission. */
async function submittedToGuest(page: Page, email: string): Promise<void> {
  await page.getByText("Choose who signs").click();
  await page.getByLabel("Use the signers chosen here").check();
  await expect(page.getByLabel("Organisation").first()).toBeHidden();
  const first = page.getByRole("group", { name: "Signer 1" });
  await first.getByLabel("Signer 1").selectOption({ label: "Somebody outside, as sponsor" });
  await first.getByLabel("Name").fill("Maria Keller");
  await first.getByLabel("E-mail address").fill(email);
  await first.getByLabel("Organisation").fill("Fabrikam");
  for (const number of [2, 3, 4, 5]) {
    await page.getByLabel(`Signer ${number}`, { exact: true }).selectOption({ label: "Nobody" });
  }
  await page.getByRole("button", { name: "Submit version 1 for signature" }).click();
  await expect(page.getByText("Guest of Fabrikam")).toBeVisible();
}

async function codeOf(email: string): Promise<string> {
  const { subject = "" } = await mailTo(email, { folder, subject: /is your code to sign/ });
  return subject.slice(0, 6);
}

test("a guest signs on a phone from a link and a mailed code, in under a minute", async ({
  browser,
}, info) => {
  const { page, project } = await leadAtCase(browser);
  const email = guestAddress();
  await submittedToGuest(page, email);
  await expectAccessible(page, "a case that waits for a guest");
  const link = linkIn(await mailTo(email, { folder, subject: /Lena Lead asks you to sign/ }));

  const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const sheet = await phone.newPage();
  const told: string[] = [];
  sheet.on("request", (request) => told.push(request.headers().referer ?? ""));
  const began = Date.now();
  const answer = await sheet.goto(link);
  expect(answer?.headers()).toMatchObject({
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
  });
  await expect(sheet.getByRole("heading", { level: 1 })).toContainText("sign the business case");
  await expect(sheet.getByText("Lena Lead of Northwind Mutual asks you")).toBeVisible();
  await sheet.getByRole("link", { name: "Go to the signature" }).click();
  await sheet.getByRole("button", { name: "Send me the code" }).click();
  await expect(sheet.getByText("The code is on its way")).toBeVisible();
  const code = await codeOf(email);
  await sheet.getByLabel("I have read version 1").check();
  await sheet.getByLabel("My name").fill("maria keller");
  await sheet.getByLabel("The code from the mail").first().fill(code);
  await sheet.getByRole("button", { name: "Sign version 1" }).click();
  await expect(sheet.getByText("You signed version 1. Thank you.")).toBeVisible();
  expect(Date.now() - began).toBeLessThan(minute);
  expect(told.join()).not.toContain("/sign/");

  const download = sheet.waitForEvent("download");
  await sheet.getByRole("link", { name: "Receipt" }).click();
  const receipt = info.outputPath("receipt.json");
  await (await download).saveAs(receipt);
  const { status, stdout } = spawnSync(process.execPath, ["clients/verify/verify.mjs", receipt], {
    encoding: "utf8",
  });
  expect({ status, stdout }).toMatchObject({ status: 0 });
  expect(stdout).toContain("Maria Keller, guest of Fabrikam, signed");

  const pdf = sheet.waitForEvent("download");
  await sheet.getByRole("link", { name: "PDF" }).click();
  const file = info.outputPath("case.pdf");
  await (await pdf).saveAs(file);
  const signed = spawnSync("pdfsig", ["-nocert", file], { encoding: "utf8" });
  expect(signed.stdout).toContain("Signature is Valid");
  const text = spawnSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).stdout;
  for (const part of ["Maria Keller", "Guest of Fabrikam", "mailed link and code"]) {
    expect(text).toContain(part);
  }

  await sheet.goto(link);
  await expect(sheet.getByText("You signed version 1. Thank you.")).toBeVisible();
  await expect(sheet.getByText("Mailed link and code")).toBeVisible();
  await expect(sheet.getByRole("button")).toHaveCount(0);
  await expectAccessible(sheet, "the page of a guest who signed");

  await page.reload();
  await expect(page.getByText("Maria Keller (guest of Fabrikam) signed version 1")).toBeVisible();
  await expect(page.getByText("mailed link and code.").last()).toBeVisible();
  const stored = await page.request.get(`/projects/${project.id}/business-case/pdf?version=1`);
  expect(Buffer.from(await stored.body()).equals(readFileSync(file))).toBe(true);
});

test("the page of a guest works without a script, keeps what was typed, and says what is wrong", async ({
  browser,
}) => {
  const { page } = await leadAtCase(browser);
  const email = guestAddress();
  await submittedToGuest(page, email);
  const link = linkIn(await mailTo(email, { folder, subject: /asks you to sign/ }));
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const sheet = await plain.newPage();
  await sheet.goto(link);
  await sheet.getByRole("button", { name: "Send me the code" }).click();
  await expect(sheet.getByText("The code is on its way")).toBeVisible();
  const code = await codeOf(email);
  const wrong = code === "000000" ? "000001" : "000000";
  await sheet.getByLabel("I have read version 1").check();
  await sheet.getByLabel("My name").fill("Maria Keller");
  await sheet.getByLabel("The code from the mail").first().fill(wrong);
  await sheet.getByRole("button", { name: "Sign version 1" }).click();
  await expect(sheet.getByText("This is not the code of the newest mail").first()).toBeVisible();
  await expect(sheet.getByLabel("My name")).toHaveValue("Maria Keller");
  await expect(sheet.getByLabel("The code from the mail").first()).toHaveValue("");
  expect(sheet.url()).not.toContain(wrong);

  await sheet.getByText("I do not sign").click();
  await sheet.getByLabel("Why you do not sign").fill("The baseline is not measured yet.");
  await sheet.locator("#decline-code").fill(code);
  await sheet.getByRole("button", { name: "Decline to sign version 1" }).click();
  await expect(sheet.getByText("You declined to sign version 1.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Maria Keller declined")).toBeVisible();
});

test("a guest who was replaced, and whoever guesses a link, find one and the same page", async ({
  browser,
}) => {
  const { page } = await leadAtCase(browser);
  const email = guestAddress();
  await submittedToGuest(page, email);
  const link = linkIn(await mailTo(email, { folder, subject: /asks you to sign/ }));
  const sheet = await (await browser.newContext()).newPage();
  await sheet.goto(link);
  await expectAccessible(sheet, "the page of a guest");

  const next = guestAddress();
  await page.getByText("Ask somebody else").click();
  const form = page.locator("form").filter({ hasText: "Replace this signer" });
  await form.getByLabel("Who signs").selectOption({ label: "Somebody outside" });
  await form.getByLabel("Name").fill("Nora Next");
  await form.getByLabel("E-mail address").fill(next);
  await form.getByLabel("Why").fill("Maria has left the company.");
  await form.getByRole("button", { name: "Replace this signer" }).click();
  await expect(page.getByText("Somebody else is asked now")).toBeVisible();
  await mailTo(next, { folder, subject: /asks you to sign/ });

  await sheet.getByRole("button", { name: "Send me the code" }).click();
  await expect(sheet.getByRole("heading", { level: 1 })).toHaveText("This link cannot be used");
  const gone = await sheet.locator("main").textContent();
  await sheet.goto(`${link.slice(0, -4)}AAAA`);
  expect(await sheet.locator("main").textContent()).toBe(gone);
  await expectAccessible(sheet, "a link that cannot be used");
});
