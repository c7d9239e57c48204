import * as z from "zod";
import { workspaceId } from "@/lib/kernel/ids";
import { type HandedHead, loadHandedHead } from "@/lib/ledger/store/hand-out";
import { deliverMail } from "@/lib/platform/mail";

const payloadOf = z.object({ workspaceId, size: z.number(), by: z.enum(["mail", "url"]) });
const TIMEOUT_MS = 5000;

/** Brings one signed head to a witness; throws when it could not, so that it is tried again. */
export async function sendCheckpoint(payload: unknown): Promise<void> {
  const { by, ...at } = payloadOf.parse(payload);
  const head = await loadHandedHead(at);
  if (head === null) {
    return;
  }
  const { LEDGER_WITNESS_MAIL, LEDGER_WITNESS_URL } = process.env;
  if (by === "mail" && LEDGER_WITNESS_MAIL) {
    await mailHead(LEDGER_WITNESS_MAIL, head);
  }
  if (by === "url" && LEDGER_WITNESS_URL) {
    await postHead(LEDGER_WITNESS_URL, head);
  }
}

async function mailHead(to: string, head: HandedHead): Promise<void> {
  const [origin = ""] = head.checkpoint.split("\n");
  const text = [
    "This is the signed head of a Waymark ledger. Keep it: with it you can show later that",
    "nothing before it was changed (see docs/ledger.md of Waymark).",
    "",
    head.checkpoint,
  ].join("\n");
  const html = `<pre>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</pre>`;
  await deliverMail({ to, subject: `Ledger ${origin}: ${head.size} entries`, text, html });
}

async function postHead(url: string, head: HandedHead): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(head),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) {
    throw new Error(`The witness answered ${answer.status}.`);
  }
}
