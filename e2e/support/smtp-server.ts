import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import type { Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A real mail server that keeps each mail it takes as a file. */
export async function startSmtpServer(options: { port: number; folder: string }): Promise<Server> {
  const { port, folder } = options;
  mkdirSync(folder, { recursive: true });
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const name = join(folder, randomUUID());
        writeFile(`${name}.part`, Buffer.concat(chunks))
          // Under its final name a mail is complete.
          .then(() => renameSync(`${name}.part`, `${name}.eml`))
          .then(() => done(), done);
      });
    },
  });
  const server = smtp.listen(port, "127.0.0.1");
  await new Promise<void>((resolve) => server.once("listening", resolve));
  return server;
}

const PATIENCE_MS = 20_000;

type Wanted = { folder: string; subject: RegExp };

/** Waits for a mail to this address whose subject fits, and reads it with a real parser. */
export async function mailTo(address: string, wanted: Wanted): Promise<ParsedMail> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 200) {
    const mails = await readAll(wanted.folder);
    const found = mails.find((mail) => isFor(mail, address) && isAbout(mail, wanted.subject));
    if (found !== undefined) {
      return found;
    }
    await sleep(200);
  }
  throw new Error(`No mail to ${address} came within ${PATIENCE_MS / 1000} seconds.`);
}

async function readAll(folder: string): Promise<ParsedMail[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".eml"));
  return Promise.all(names.map(async (name) => simpleParser(await readFile(join(folder, name)))));
}

function isFor(mail: ParsedMail, address: string): boolean {
  const groups = [mail.to ?? []].flat();
  return groups.flatMap((group) => group.value).some((each) => each.address === address);
}

function isAbout(mail: ParsedMail, subject: RegExp): boolean {
  return subject.test(mail.subject ?? "");
}

/** The first address of this site in the text of a mail. */
export function linkIn(mail: ParsedMail): string {
  const [link] = /https?:\/\/\S+/.exec(mail.text ?? "") ?? [];
  if (link === undefined) {
    throw new Error("The mail holds no link.");
  }
  return link;
}
