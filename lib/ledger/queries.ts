import "server-only";
import * as z from "zod";
import { defineQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { sameBytes } from "@/lib/ledger/merkle";
import {
  checkpointView,
  consistencyProofInput,
  consistencyProofView,
  inclusionProofInput,
  inclusionProofView,
  ledgerKeysView,
  ledgerStateView,
  receiptInput,
  receiptView,
  verifyLedgerInput,
  verifyLedgerView,
  workspaceLedgerInput,
} from "@/lib/ledger/schema";
import { latestCheckpoint, ledgerSize } from "@/lib/ledger/store/checkpoints";
import { freshCheckpoint } from "@/lib/ledger/store/fresh-checkpoint";
import { loadLedgerState } from "@/lib/ledger/store/ledger-state";
import { loadReceipt, projectOfSignature } from "@/lib/ledger/store/load-receipt";
import { listKeys, signingKey } from "@/lib/ledger/store/signing-key";
import { unspokenOf } from "@/lib/ledger/store/standing-rows";
import { consistencyAt, inclusionAt, leafAt, rootAt } from "@/lib/ledger/store/tree-at-rest";
import { verifyEntries } from "@/lib/ledger/store/verify-entries";

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const inWorkspace = ({ input }: { input: { workspaceId: WorkspaceId } }) =>
  Promise.resolve({ kind: "workspace" as const, workspaceId: input.workspaceId });

export const getCheckpoint = defineQuery({
  name: "ledger.checkpoint",
  permission: "audit:read-workspace",
  input: workspaceLedgerInput,
  output: checkpointView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/ledger/checkpoint",
    summary: "The signed head of the ledger as it stands now",
  },
  scope: inWorkspace,

  async fetch({ db, access }) {
    const found = await freshCheckpoint(db, access.workspaceId);
    return { checkpoint: found?.note ?? null, size: found?.size ?? 0 };
  },
});

export const getInclusionProof = defineQuery({
  name: "ledger.inclusion-proof",
  permission: "audit:read-workspace",
  input: inclusionProofInput,
  output: inclusionProofView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/ledger/inclusion-proof",
    summary: "Proof that an entry is in the ledger",
  },
  scope: inWorkspace,

  async fetch({ db, access, input }) {
    const { workspaceId } = access;
    const { index } = input;
    const head = await ledgerSize(db, workspaceId);
    const signed = await latestCheckpoint(db, workspaceId);
    const usual = signed !== null && index < signed.size ? signed.size : head;
    const size = input.size ?? usual;
    if (index >= size || size > head) {
      throw new AppError("invalid_input", `The ledger has ${head} entries; ask for one of them.`);
    }
    const [leaf, proof, root] = await Promise.all([
      leafAt(db, { workspaceId, index }),
      inclusionAt(db, { workspaceId, index, size }),
      rootAt(db, { workspaceId, size }),
    ]);
    return {
      index,
      size,
      leafHash: base64(leaf),
      proof: proof.map(base64),
      root: base64(root),
    };
  },
});

export const getConsistencyProof = defineQuery({
  name: "ledger.consistency-proof",
  permission: "audit:read-workspace",
  input: consistencyProofInput,
  output: consistencyProofView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/ledger/consistency-proof",
    summary: "Proof that the ledger of one size continues that of a smaller one",
  },
  scope: inWorkspace,

  async fetch({ db, access, input }) {
    const { workspaceId } = access;
    const { from, to } = input;
    const head = await ledgerSize(db, workspaceId);
    if (from > to || to > head) {
      throw new AppError("invalid_input", `The ledger has ${head} entries; ask from less to more.`);
    }
    const proof = await consistencyAt(db, { workspaceId, oldSize: from, newSize: to });
    const root = await rootAt(db, { workspaceId, size: to });
    return { from, to, proof: proof.map(base64), root: base64(root) };
  },
});

export const getLedgerState = defineQuery({
  name: "ledger.state",
  permission: "audit:read-workspace",
  input: workspaceLedgerInput,
  output: ledgerStateView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/ledger",
    summary: "How much of the ledger is signed, and whether it continues what was signed before",
  },
  scope: inWorkspace,

  fetch: ({ db, access }) => loadLedgerState(db, access.workspaceId),
});

export const listLedgerKeys = defineQuery({
  name: "ledger.keys",
  permission: "public",
  input: z.strictObject({}),
  output: ledgerKeysView,
  operation: {
    method: "GET",
    path: "/ledger/keys",
    summary: "Public keys this installation signs its ledgers with, old ones too",
  },
  scope: () => Promise.resolve({ kind: "public" }),

  async fetch({ db }) {
    const current = signingKey();
    const found = await listKeys(db);
    const keys = found.map(({ publicKey, introducedAt }) => ({
      publicKey: base64(publicKey),
      introducedAt: introducedAt.toISOString(),
      isCurrent: current !== null && sameBytes(publicKey, current.publicKey),
    }));
    return { format: "waymark-keys/1" as const, algorithm: "Ed25519" as const, keys };
  },
});

/** What one call looks through; the whole ledger is walked with `from`. */
const VERIFIED_AT_ONCE = 10_000;
const FINDINGS_MAX = 100;

export const verifyLedger = defineQuery({
  name: "ledger.verify",
  permission: "audit:read-workspace",
  input: verifyLedgerInput,
  output: verifyLedgerView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/ledger/verification",
    summary: "Recompute entries of the ledger from their records, the newest unless said otherwise",
  },
  scope: inWorkspace,

  async fetch({ db, access, input }) {
    const { workspaceId } = access;
    const size = await ledgerSize(db, workspaceId);
    const from = Math.min(input.from ?? Math.max(0, size - VERIFIED_AT_ONCE), size);
    const to = Math.min(size, from + VERIFIED_AT_ONCE);
    const entries = await verifyEntries(db, { workspaceId, from, to });
    const found = to < size ? entries : [...entries, ...(await unspokenOf(db, workspaceId))];
    const findings = found.slice(0, FINDINGS_MAX);
    return { from, to, size, isValid: found.length === 0, findings };
  },
});

export const getReceipt = defineQuery({
  name: "signature.receipt",
  permission: "project:read",
  input: receiptInput,
  output: receiptView,
  operation: {
    method: "GET",
    path: "/signatures/{signatureId}/receipt",
    summary: "Receipt of a signature, to be verified without Waymark",
  },
  async scope({ db, input }) {
    const projectId = await projectOfSignature(db, input.signatureId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  fetch({ db, access, input }) {
    const { workspaceId, projectId } = access;
    return loadReceipt(db, { workspaceId, projectId, signatureId: input.signatureId });
  },
});
