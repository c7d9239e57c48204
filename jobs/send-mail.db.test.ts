import { mkdtempSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { expect, it, vi } from "vitest";
import { sendMail } from "./send-mail";

const data = mkdtempSync(join(tmpdir(), "waymark-mail-"));
vi.stubEnv("WAYMARK_DATA", data);
const outbox = join(data, "outbox");

const link = "http://127.0.0.1:3000/reset-password/abc";
const reset = { template: "password-reset", data: { name: "Nora", link } };

it("keeps mail as a file that only the operator reads while no mail server is named", async () => {
  await sendMail({ ...reset, to: "nora@example.com" });
  const [name = ""] = await readdir(outbox);
  const file = join(outbox, name);
  const mail = await simpleParser(await readFile(file));
  expect([mail.to ?? []].flat()[0]?.value[0]?.address).toBe("nora@example.com");
  expect(mail.subject).toBe("Choose a new Waymark password");
  expect(mail.text).toContain(link);
  expect(mail.html).toContain(link);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it.each(["a@example.com, b@example.com", "a@example.com\r\nBcc: b@example.com", "", "a@b@c.de"])(
  "sends nothing to %j",
  async (to) => {
    const before = (await readdir(outbox)).length;
    await expect(sendMail({ ...reset, to })).rejects.toThrow();
    expect(await readdir(outbox)).toHaveLength(before);
  },
);

it("sends nothing for an address nobody has, and fails loudly for an unknown template", async () => {
  const before = (await readdir(outbox)).length;
  await sendMail({ to: "", template: "nothing", data: {} });
  expect(await readdir(outbox)).toHaveLength(before);
  const unknown = { to: "a@example.com", template: "constructor", data: {} };
  await expect(sendMail(unknown)).rejects.toThrow("no mail template");
});
