import "server-only";
import { findVersion, loadCase } from "@/lib/business-cases/store";
import { defineQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { receiptView } from "@/lib/ledger/schema";
import { loadReceipt } from "@/lib/ledger/store/load-receipt";
import { guestViewOf } from "@/lib/signing/rules/guest-view";
import { guestSigningView } from "@/lib/signing/schema/guest-views";
import { guestLinkInput } from "@/lib/signing/schema/inputs";
import { codeWaitingUntil } from "@/lib/signing/store/guest-codes";
import { demandLink, scopeOfLink } from "@/lib/signing/store/guest-links";

/** Looking changes nothing, however often it is done and by whom. */
export const getGuestSigning = defineQuery({
  name: "guest.signing",
  permission: "guest",
  input: guestLinkInput,
  output: guestSigningView,
  operation: {
    method: "GET",
    path: "/guest-signing",
    summary: "What the link of a guest opens: the text, who asks, and what became of it",
  },
  scope: ({ db, input }) => scopeOfLink(db, input.token),

  async fetch({ db, access, input, now }) {
    const link = await demandLink(db, { token: input.token, now });
    const facts = await loadCase(db, access.projectId);
    const content = await findVersion(db, { caseId: link.caseId, number: link.number });
    const codeUntil = await codeWaitingUntil(db, { linkId: link.id, now });
    return guestViewOf(facts, { link, content, codeUntil });
  },
});

export const getGuestReceipt = defineQuery({
  name: "guest.receipt",
  permission: "guest",
  input: guestLinkInput,
  output: receiptView,
  operation: {
    method: "GET",
    path: "/guest-signing/receipt",
    summary: "Receipt of the signature a guest gave through their link",
  },
  scope: ({ db, input }) => scopeOfLink(db, input.token),

  async fetch({ db, access, input, now }) {
    const { workspaceId, projectId } = access;
    const { signatureId } = await demandLink(db, { token: input.token, now });
    if (signatureId === null) {
      throw new AppError("rule_refused", "Nothing was signed through this link.");
    }
    return loadReceipt(db, { workspaceId, projectId, signatureId });
  },
});
