import { runCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import type { Result } from "@/lib/kernel/result";
import { withProgress } from "@/lib/platform/progress";
import { finishImport } from "@/lib/risk-imports/commands/finish-import";
import { isFromHere } from "@/lib/web/from-here";
import { problem } from "@/lib/web/problem";
import { sealAnswer } from "@/lib/web/sealed-answer";
import { currentActor } from "@/lib/web/session";

type Context = { params: Promise<{ draftId: string }> };
type Finished = Result<{ importId: string }, AppError>;

function doneHref(result: Finished, draftId: string): string {
  return result.ok
    ? `/risks/import?done=${result.value.importId}`
    : `/risks/import?draft=${encodeURIComponent(draftId)}&step=rows&problem=${sealAnswer({ problem: result.error.message })}`;
}

/** Line by line how far it is, and last where the person is led. */
function toldStream(
  work: (tell: (line: object) => void) => Promise<{ href: string }>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async start(controller) {
      const tell = (line: object) =>
        controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      try {
        tell(await work(tell));
        controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
  });
}

/** Imports the rows of a draft. A script hears how far it is; a plain form is led to what came of it. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!isFromHere(request)) {
    return problem(new AppError("forbidden", "An import is asked for on Waymark's own pages."));
  }
  const actor = await currentActor();
  const headers = { "cache-control": "no-store" };
  if (actor === null) {
    return new Response(null, { status: 303, headers: { ...headers, location: "/sign-in" } });
  }
  const { draftId } = await params;
  const form = await request.formData();
  const count = (name: string) => Number(form.get(name) ?? Number.NaN);
  const input = { draftId, add: count("add"), update: count("update") };
  const finish = async () => doneHref(await runCommand(finishImport, actor, input), draftId);
  if (!(request.headers.get("accept") ?? "").includes("application/x-ndjson")) {
    return new Response(null, { status: 303, headers: { ...headers, location: await finish() } });
  }
  const stream = toldStream((tell) => withProgress(tell, async () => ({ href: await finish() })));
  return new Response(stream, { headers: { ...headers, "content-type": "application/x-ndjson" } });
}
