import { runCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { startImport } from "@/lib/risk-imports/commands/start-import";
import { isFromHere } from "@/lib/web/from-here";
import { problem } from "@/lib/web/problem";
import { sealAnswer } from "@/lib/web/sealed-answer";
import { currentActor } from "@/lib/web/session";
import { receiveSpreadsheet } from "@/lib/web/spreadsheet-upload";

function leadTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}

/** The words travel sealed: an address can lead to our sentence and not write one. */
function backWith(error: AppError): Response {
  const sentence = error.issues[0]?.message ?? error.message;
  return leadTo(`/risks/import?problem=${sealAnswer({ problem: sentence })}`);
}

async function take(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) {
    return leadTo("/sign-in");
  }
  const { fileName, workspaceId, bytes } = await receiveSpreadsheet(request);
  const input = { workspaceId, fileName, file: bytes.toString("base64") };
  const result = await runCommand(startImport, actor, input);
  return result.ok ? leadTo(`/risks/import?draft=${result.value.draftId}`) : backWith(result.error);
}

/** Takes the spreadsheet of an import from a form and leads to what was read in it. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromHere(request)) {
    return problem(new AppError("forbidden", "Files are sent from Waymark's own pages."));
  }
  try {
    return await take(request);
  } catch (error) {
    if (error instanceof AppError) {
      return backWith(error);
    }
    throw error;
  }
}
