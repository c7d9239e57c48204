import { suggestEvidence } from "@/lib/evidence/queries";
import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { receiveFormFile } from "@/lib/web/form-upload";
import { isFromHere } from "@/lib/web/from-here";
import { problem } from "@/lib/web/problem";
import { currentActor } from "@/lib/web/session";

type Wanted = { projectId: string; back: string; isScript: boolean };

function wantedOf(request: Request): Wanted {
  const { searchParams } = new URL(request.url);
  const back = searchParams.get("back") ?? "";
  return {
    projectId: searchParams.get("projectId") ?? "",
    // A path of a project and nothing else: never another site.
    back: /^\/projects\/[\w-]+(?:[/?]|$)/.test(back) ? back : "/portfolio",
    isScript: (request.headers.get("accept") ?? "").includes("application/json"),
  };
}

function backTo(back: string, told: Record<string, string>): Response {
  const address = new URL(back, "http://localhost");
  for (const name of ["file", "fileProblem"]) {
    address.searchParams.delete(name);
  }
  for (const [name, value] of Object.entries(told)) {
    address.searchParams.set(name, value);
  }
  const location = `${address.pathname}${address.search}#attach`;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}

/** The words stay on our side: an address can name a problem but not write one. */
function problemCode(error: AppError): string {
  const sentence = error.issues[0]?.message ?? "";
  if (error.code === "forbidden" || error.code === "not_found") {
    return "refused";
  }
  if (/at most \d+ MB/.test(sentence)) {
    return "large";
  }
  if (/empty/.test(sentence)) {
    return "empty";
  }
  return /Choose a file/.test(sentence) ? "none" : "broken";
}

async function take(request: Request, { projectId, back, isScript }: Wanted): Promise<Response> {
  const actor = await currentActor();
  if (actor?.kind !== "user") {
    throw new AppError("unauthenticated", "Sign in first.");
  }
  const file = await receiveFormFile(request, { actor, projectId });
  if (!isScript) {
    return backTo(back, { file: file.fileId });
  }
  const suggestion = await runQuery(suggestEvidence, actor, { fileId: file.fileId });
  return Response.json({ ...file, suggestion }, { headers: { "cache-control": "no-store" } });
}

/** Takes one file from a form: a script is told what came of it, a plain form is led back. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromHere(request)) {
    return problem(new AppError("forbidden", "Files are sent from Waymark's own pages."));
  }
  const wanted = wantedOf(request);
  try {
    return await take(request, wanted);
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    if (!wanted.isScript && error.code === "unauthenticated") {
      return new Response(null, { status: 303, headers: { location: "/sign-in" } });
    }
    return wanted.isScript
      ? problem(error)
      : backTo(wanted.back, { fileProblem: problemCode(error) });
  }
}
