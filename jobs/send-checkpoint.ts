import * as z from "zod";
import { workspaceId } from "@/lib/kernel/ids";
import { type HandedHead, loadHandedHead } from "@/lib/ledger/store/hand-out";
import { noteFailed, noteTaken, type WitnessWay } from "@/lib/ledger/store/witnesses";
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
    await hand("mail", at, () => mailHead(LEDGER_WITNESS_MAIL, head));
  }
  if (by === "url" && LEDGER_WITNESS_URL) {
    await hand("address", at, () => postHead(LEDGER_WITNESS_URL, head));
  }
}

/** Readers of the audit page see what a witness took, and why it took nothing. */
async function hand(
  way: WitnessWay,
  at: Pick<z.infer<typeof payloadOf>, "workspaceId" | "size">,
  bring: () => Promise<void>,
): Promise<void> {
  const { workspaceId, size } = at;
  try {
    await bring();
  } catch (error) {
    await noteFailed({ workspaceId, way }, error);
    throw error;
  }
  await noteTaken({ workspaceId, way, size });
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
