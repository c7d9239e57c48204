import { renderGatePdf } from "@/components/documents/render-pdf";
import { getGateDocument } from "@/lib/documents/queries";
import { runQuery } from "@/lib/execution/query";
import { answerPdf, issuedBy, numberIn, pdfOf } from "@/lib/web/issued-pdf";

type Context = { params: Promise<{ gateId: string }> };

/** `?round=2`; without it the latest round. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { gateId } = await params;
  return answerPdf(request, async (actor) => {
    const asked = { gateId, ...numberIn(request, "round") };
    const document = await runQuery(getGateDocument, actor, asked);
    const draw = () => renderGatePdf(document);
    const issue = issuedBy(actor, document);
    return { fileName: document.fileName, bytes: await pdfOf(document, { issue, draw }) };
  });
}
