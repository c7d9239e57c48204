import { verifyFile } from "@/lib/documents/commands/verify-file";
import { verifySha256 } from "@/lib/documents/queries";
import type { Verification } from "@/lib/documents/schema";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { addressIn } from "@/lib/web/client-address";
import { sealAnswer } from "@/lib/web/sealed-answer";
import { type HandedIn, readHandedIn } from "@/lib/web/verify-upload";

type Answer = { verification: Verification } | { problem: string };

/** Takes the form of the public check and leads back to the page with the answer. */
export async function POST(request: Request): Promise<Response> {
  const handedIn = await readHandedIn(request);
  const sealed = sealAnswer(await answerOn(handedIn, addressIn(request.headers)));
  return new Response(null, {
    status: 303,
    headers: { location: `/verify?answer=${sealed}#answer`, "cache-control": "no-store" },
  });
}

async function answerOn(handedIn: HandedIn, address: string): Promise<Answer> {
  const visitor = { kind: "anonymous", address } as const;
  if (handedIn.kind === "nothing") {
    return { problem: handedIn.why };
  }
  try {
    if (handedIn.kind === "hash") {
      const sha256 = handedIn.text.replaceAll(/[\s:]/g, "");
      return { verification: await runQuery(verifySha256, visitor, { sha256 }) };
    }
    const result = await runCommand(verifyFile, visitor, inputOf(handedIn.bytes));
    return result.ok ? { verification: result.value } : problemOf(result.error);
  } catch (error) {
    if (error instanceof AppError) {
      return problemOf(error);
    }
    throw error;
  }
}

/** A file that begins like JSON is taken for a receipt or a bundle, anything else for a PDF. */
function inputOf(bytes: Buffer): { json: string } | { pdf: string } {
  const start = bytes
    .subarray(0, 64)
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .trimStart();
  return start.startsWith("{") || start.startsWith("[")
    ? { json: bytes.toString("utf8") }
    : { pdf: bytes.toString("base64") };
}

function problemOf(error: AppError): Answer {
  return { problem: error.issues[0]?.message ?? error.message };
}
