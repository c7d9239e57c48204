import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { signHandover } from "@/lib/ledger/key-handover";
import { sameBytes } from "@/lib/ledger/merkle";
import { workspaceLedgerInput } from "@/lib/ledger/schema";
import { livingKey } from "@/lib/ledger/store/living-key";
import { previousSigningKey, signingKey } from "@/lib/ledger/store/signing-key";

export const handOverKey = defineCommand({
  name: "ledger.hand-over-key",
  permission: "ledger:sign",
  input: workspaceLedgerInput,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/ledger/key-handovers",
    summary: "Put on record that the ledger is signed with a new key from now on",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async execute({ tx, access }) {
    const { workspaceId } = access;
    const to = signingKey();
    const from = previousSigningKey();
    const living = await livingKey(tx, workspaceId);
    if (to !== null && living !== null && sameBytes(living, to.publicKey)) {
      return { value: { workspaceId }, unchanged: true };
    }
    if (to === null || from === null || living === null || !sameBytes(living, from.publicKey)) {
      throw new AppError(
        "rule_refused",
        "The key this ledger was signed with is not at hand, so it cannot hand over. Put the old key back.",
      );
    }
    const handover = signHandover({ workspaceId, from, to });
    return { value: { workspaceId }, audit: [{ type: "ledger.key-rotated", ...handover }] };
  },
});
