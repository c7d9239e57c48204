import { runQuery } from "@/lib/execution/query";
import { listLedgerKeys } from "@/lib/ledger/queries";
import { visitor } from "@/lib/web/session";

/** Where a verifier looks for the keys of this installation: public, and the same for everybody. */
export async function GET(): Promise<Response> {
  const keys = await runQuery(listLedgerKeys, await visitor(), {});
  return Response.json(keys, {
    headers: { "cache-control": "public, max-age=300", "x-content-type-options": "nosniff" },
  });
}
