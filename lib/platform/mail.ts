import "server-only";
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { processWide } from "@/lib/platform/process-wide";

export type Mail = { to: string; subject: string; text: string; html: string };
export type MailState = { mode: "smtp"; host: string } | { mode: "outbox"; folder: string };

/** Where mail goes; without SMTP_URL it is kept as files, which people are told. */
export function mailState(): MailState {
  const { SMTP_URL, WAYMARK_DATA } = env();
  return SMTP_URL === undefined || SMTP_URL === ""
    ? { mode: "outbox", folder: join(WAYMARK_DATA, "outbox") }
    : { mode: "smtp", host: new URL(SMTP_URL).host };
}

/** Hands one mail over or throws, so that the job that sends it is tried again. */
export async function deliverMail(mail: Mail): Promise<void> {
  const state = mailState();
  // As an object the address is taken as it is and never read as a list of several.
  const message = { ...mail, to: { name: "", address: mail.to }, from: env().MAIL_FROM };
  if (state.mode === "smtp") {
    await smtp().sendMail(message);
    return;
  }
  const { message: source } = await createTransport({
    streamTransport: true,
    buffer: true,
    newline: "unix",
  }).sendMail(message);
  await mkdir(state.folder, { recursive: true, mode: 0o700 });
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const file = join(state.folder, `${stamp}-${randomBytes(4).toString("hex")}.eml`);
  await writeFile(file, source as Buffer, { mode: 0o600 });
  log().warn({ file }, "SMTP_URL is not set: mail was written to a file");
}

function smtp(): Transporter {
  return processWide("smtp", () => createTransport(withTimeouts(env().SMTP_URL ?? "")));
}

/** A mail server that does not answer must not hold a job for the library's ten minutes. */
function withTimeouts(address: string): string {
  const url = new URL(address);
  const defaults = { pool: "true", maxConnections: "2", connectionTimeout: "10000" };
  for (const [name, value] of Object.entries({ ...defaults, socketTimeout: "20000" })) {
    if (!url.searchParams.has(name)) {
      url.searchParams.set(name, value);
    }
  }
  return url.href;
}
