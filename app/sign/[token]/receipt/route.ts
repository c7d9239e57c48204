import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { receiptText } from "@/lib/ledger/receipt";
import { getGuestReceipt } from "@/lib/signing/queries/guest-signing";
import { problem } from "@/lib/web/problem";
import { visitor } from "@/lib/web/session";

type Context = { params: Promise<{ token: string }> };

/** The receipt of the signature that was given through this link. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  try {
    const receipt = await runQuery(getGuestReceipt, await visitor(), { token });
    return new Response(receiptText(receipt), {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="waymark-receipt-${receipt.index}.json"`,
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
