import { renderCasePdf } from "@/components/documents/render-pdf";
import { issueGuestDocument } from "@/lib/documents/commands/issue-guest-document";
import { getGuestDocument } from "@/lib/documents/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { pdfAnswer, pdfOf } from "@/lib/web/issued-pdf";
import { visitor } from "@/lib/web/session";

type Context = { params: Promise<{ token: string }> };

/** The version that was signed through this link, as the file everybody else downloads. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  return pdfAnswer(async () => {
    const actor = await visitor();
    const document = await runQuery(getGuestDocument, actor, { token });
    const draw = () => renderCasePdf(document);
    const issue = (sha256: string) => runCommand(issueGuestDocument, actor, { token, sha256 });
    return { fileName: document.fileName, bytes: await pdfOf(document, { issue, draw }) };
  });
}
