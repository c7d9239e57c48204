import { ReceiptLink } from "@/components/documents/receipt-link";
import { GateSymbol } from "@/components/ui/gate-symbol";
import { Panel } from "@/components/ui/panel";
import { Timestamp } from "@/components/ui/timestamp";
import type { CaseView } from "@/lib/business-cases/schema";

type Signer = CaseView["signers"][number];

const symbolOf = {
  signed: "passed",
  signed_older: "lapsed",
  your_turn: "in_review",
  waiting: "locked",
  nobody: "locked",
} as const;

const wordsOf = {
  signed: "Signed",
  signed_older: "Signed an older version",
  your_turn: "Your turn",
  waiting: "Waiting",
  nobody: "Nobody holds this role",
} as const;

/** Who signs, in which role, and which version they signed. */
export function SignersPanel({ view }: { view: CaseView }) {
  const done = view.signers.filter((signer) => signer.state === "signed").length;
  return (
    <Panel
      title="Signatures"
      meta={
        view.latest === null ? "After the first submission" : `${done} of ${view.signers.length}`
      }
      padding="none"
    >
      <ol className="divide-y divide-line">
        {view.signers.map((signer) => (
          <li
            key={signer.role}
            className={`flex gap-3 px-3.5 py-2.5 ${signer.state === "your_turn" ? "bg-review-soft" : ""}`}
          >
            <GateSymbol state={symbolOf[signer.state]} size={16} />
            <div className="min-w-0 flex-1">
              <p className="font-semibold">{names(signer)}</p>
              <p className="text-ink-2 text-xs first-letter:uppercase">
                {signer.title}
                {signer.required ? "" : ", optional"}
              </p>
              <Records view={view} signer={signer} />
            </div>
            <p className="text-ink-2 text-xs">{wordsOf[signer.state]}</p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function names({ people, title }: Signer): string {
  return people.length === 0 ? `No ${title}` : people.map((person) => person.name).join(", ");
}

function Records({ view, signer }: { view: CaseView; signer: Signer }) {
  const given = view.signatures.filter((signature) => signature.role === signer.role);
  return given.map((signature) => (
    <p key={signature.id} className="mt-1 text-xs">
      <span className={signature.standing === "valid" ? "text-ok-ink" : "text-warn-ink"}>
        {signature.signer.name} signed version {signature.number}
      </span>{" "}
      <Timestamp at={signature.signedAt} show="moment" />, {signature.assurance}.{" "}
      {signature.standing === "stale" &&
        `Stale: ${signature.changed.map((change) => change.label.toLowerCase()).join(", ")} changed. `}
      <ReceiptLink signatureId={signature.id} of={signature.signer.name} />
    </p>
  ));
}
