import { renderToBuffer } from "@react-pdf/renderer";
import type { CaseDocument, GateDocument } from "@/lib/documents/schema";
import { CasePdf } from "./case-pdf";
import { GatePdf } from "./gate-pdf";
import { registerFonts } from "./pdf-fonts";

/** On the server only: the renderer is half a megabyte and needs fonts from disk. */
export function renderCasePdf(document: CaseDocument): Promise<Buffer> {
  registerFonts();
  return renderToBuffer(<CasePdf document={document} />);
}

export function renderGatePdf(document: GateDocument): Promise<Buffer> {
  registerFonts();
  return renderToBuffer(<GatePdf document={document} />);
}
