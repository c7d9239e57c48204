import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { getReceipt } from "@/lib/ledger/queries";
import { receiptText } from "@/lib/ledger/receipt";
import { problem } from "@/lib/web/problem";
import { currentActor } from "@/lib/web/session";

type Context = { params: Promise<{ signatureId: string }> };

/** The receipt of one signature, as the file that the verifier and `/verify` read. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { signatureId } = await params;
  try {
    const actor = await currentActor();
    if (actor === null) {
      throw new AppError("unauthenticated", "Sign in first.");
    }
    const receipt = await runQuery(getReceipt, actor, { signatureId });
    return new Response(receiptText(receipt), {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="waymark-receipt-${receipt.index}.json"`,
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    if (error instanceof AppError) {
      return problem(error);
    }
    throw error;
  }
}
