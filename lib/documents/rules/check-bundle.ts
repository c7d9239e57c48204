import { isSignedByAny } from "@/lib/documents/rules/check-receipt";
import { failed, passed } from "@/lib/documents/rules/steps";
import type { Verification } from "@/lib/documents/schema";
import type { BundleShape } from "@/lib/documents/schema/proofs";
import { canonicalize } from "@/lib/ledger/canonical-json";
import { parseCheckpoint } from "@/lib/ledger/checkpoint";
import { emptyTree, extendTree, rootOfTree } from "@/lib/ledger/compact-tree";
import { contentSha256 } from "@/lib/ledger/content-hash";
import { leafHash, sameBytes } from "@/lib/ledger/merkle";

type Step = Verification["steps"][number];
type Facts = { bundle: BundleShape; keys: readonly Uint8Array[] };

/**
 * Recomputes a whole ledger from its records: leaves, roots, checkpoints and
 * the statements of its signatures. The verifier that comes with the bundle
 * looks at more, and shares no code with this.
 */
export function checkBundle({ bundle, keys }: Facts): Verification {
  const leaves = bundle.records.map(({ record }) => leafHash(Buffer.from(canonicalize(record))));
  const isOwn = bundle.checkpoints.some((note) => isSignedByAny(note, keys));
  const steps = [
    recordsStep(bundle, leaves),
    checkpointsStep(bundle, leaves),
    statementsStep(bundle),
    isOwn
      ? passed("Key", "Checkpoints carry a signature of this installation.")
      : failed("Key", "No checkpoint carries a signature of this installation."),
  ];
  const isWhole = steps.slice(0, 3).every(({ result }) => result === "passed");
  return { given: "audit bundle", steps, ...verdictOf({ bundle, isOwn, isWhole }) };
}

function verdictOf(at: { bundle: BundleShape; isOwn: boolean; isWhole: boolean }) {
  if (!at.isWhole) {
    return {
      verdict: "altered" as const,
      found: null,
      sentence: "Altered. Something in this bundle does not fit the rest; it is named below.",
    };
  }
  return at.isOwn
    ? {
        verdict: "matches" as const,
        found: foundOf(at.bundle),
        sentence: `Matches. All ${at.bundle.records.length} records lead to checkpoints that this installation signed.`,
      }
    : {
        verdict: "unknown" as const,
        found: null,
        sentence:
          "Unknown. The bundle fits together, but this installation did not sign it. Check it where it was made.",
      };
}

function foundOf({ records }: BundleShape): Verification["found"] {
  const at = new Date(String(records.at(-1)?.record.at));
  return Number.isNaN(at.getTime())
    ? null
    : { kind: "Audit bundle", number: records.length, at: at.toISOString() };
}

function recordsStep({ records }: BundleShape, leaves: readonly Uint8Array[]): Step {
  const name = "Records";
  const wrong = records.findIndex(
    ({ leaf }, index) => Buffer.from(leaves[index] ?? []).toString("hex") !== leaf,
  );
  return wrong === -1
    ? passed(name, `${records.length} records, each with its own hash.`)
    : failed(name, `Record ${wrong} is not the one that was hashed.`);
}

/** Each checkpoint covers the first so many records; they are walked in order of size. */
function checkpointsStep({ checkpoints }: BundleShape, leaves: readonly Uint8Array[]): Step {
  const name = "Checkpoints";
  const heads = checkpoints
    .map(parseCheckpoint)
    .toSorted((left, right) => (left?.size ?? 0) - (right?.size ?? 0));
  let tree = emptyTree;
  for (const head of heads) {
    if (head === null || head.size > leaves.length) {
      return failed(name, "A checkpoint cannot be read, or covers records that are missing.");
    }
    tree = extendTree(tree, leaves.slice(tree.size, head.size));
    if (!sameBytes(rootOfTree(tree), head.root)) {
      return failed(name, `The records do not lead to the checkpoint of ${head.size} entries.`);
    }
  }
  return tree.size === leaves.length && heads.length > 0
    ? passed(name, `${heads.length} signed heads, the last of ${tree.size} entries.`)
    : failed(name, "No checkpoint covers the last records.");
}

function statementsStep({ signatures, records }: BundleShape): Step {
  const name = "Signatures";
  const said = new Map(
    records.flatMap(({ record }) => {
      const { signatureId, statementSha256 } = (record.data ?? {}) as Record<string, unknown>;
      return typeof signatureId === "string" ? [[signatureId, statementSha256] as const] : [];
    }),
  );
  const wrong = signatures.find(
    ({ id, statement, statementSha256 }) =>
      contentSha256(statement) !== statementSha256 || said.get(id) !== statementSha256,
  );
  return wrong === undefined
    ? passed(name, `${signatures.length} statements, each as its record names it.`)
    : failed(name, `The statement of signature ${wrong.id} is not the one its record names.`);
}
