import { renderCasePdf } from "@/components/documents/render-pdf";
import { getCaseDocument } from "@/lib/documents/queries";
import { runQuery } from "@/lib/execution/query";
import { answerPdf, issuedBy, numberIn, pdfOf } from "@/lib/web/issued-pdf";

type Context = { params: Promise<{ projectId: string }> };

/** `?version=2`, `?version=0` for the draft; without it the latest version. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { projectId } = await params;
  return answerPdf(request, async (actor) => {
    const asked = { projectId, ...numberIn(request, "version") };
    const document = await runQuery(getCaseDocument, actor, asked);
    const draw = () => renderCasePdf(document);
    const issue = issuedBy(actor, document);
    return { fileName: document.fileName, bytes: await pdfOf(document, { issue, draw }) };
  });
}
