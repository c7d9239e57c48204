import { ReceiptLink } from "@/components/documents/receipt-link";
import { ManageSigners, type SignerActs } from "@/components/signing/manage-signers";
import { GateSymbol } from "@/components/ui/gate-symbol";
import { Panel } from "@/components/ui/panel";
import { Timestamp } from "@/components/ui/timestamp";
import type { CaseView } from "@/lib/business-cases/schema";
import { dayInWords } from "@/lib/kernel/calendar";
import { assuranceWords, guestWords } from "@/lib/signing/rules/round-words";

type Signer = CaseView["signers"][number];

const symbolOf = {
  signed: "passed",
  signed_older: "lapsed",
  your_turn: "in_review",
  waiting: "locked",
  nobody: "locked",
  not_yet: "locked",
  overdue: "lapsed",
  declined: "rejected",
  replaced: "locked",
} as const;

const wordsOf = {
  signed: "Signed",
  signed_older: "Signed an older version",
  your_turn: "Your turn",
  waiting: "Waiting",
  nobody: "Nobody holds this role",
  not_yet: "Not yet: in order",
  overdue: "Overdue",
  declined: "Declined",
  replaced: "Replaced",
} as const;

/** Who signs, in which role, and which version they signed. */
export function SignersPanel({ view, acts }: { view: CaseView; acts: SignerActs }) {
  const living = view.signers.filter((signer) => signer.state !== "replaced");
  const done = living.filter((signer) => signer.state === "signed").length;
  return (
    <Panel
      title="Signatures"
      meta={view.latest === null ? "After the first submission" : `${done} of ${living.length}`}
      padding="none"
    >
      <ol className="divide-y divide-line">
        {view.signers.map((signer) => (
          <li
            key={signer.slotId}
            className={`flex gap-3 px-3.5 py-2.5 ${signer.state === "your_turn" ? "bg-review-soft" : ""}`}
          >
            <GateSymbol state={symbolOf[signer.state]} size={16} />
            <div className="min-w-0 flex-1">
              <p className="font-semibold">{names(signer)}</p>
              <p className="text-ink-2 text-xs first-letter:uppercase">
                {signer.title}
                {signer.required ? "" : ", optional"}
                {signer.hasVeto ? ", may stop it" : ""}
              </p>
              <Outside signer={signer} />
              <Said signer={signer} />
              <Records view={view} signer={signer} />
            </div>
            <p className="text-ink-2 text-xs">{wordsOf[signer.state]}</p>
          </li>
        ))}
      </ol>
      {view.round !== null && (
        <p className="px-3.5 py-2.5 text-ink-2 text-xs">{rulesOf(view.round)}</p>
      )}
      {view.whyNotManageSigners === null && view.latest !== null && (
        <ManageSigners
          projectId={view.projectId}
          number={view.latest.number}
          signers={living.filter((signer) => signer.state !== "signed")}
          candidates={view.candidates}
          acts={acts}
        />
      )}
    </Panel>
  );
}

/** Somebody outside: from where, and the link they were mailed, for as long as it is waited for. */
function Outside({ signer }: { signer: Signer }) {
  const { guest, state } = signer;
  if (guest === null) {
    return null;
  }
  const isOpen = state === "waiting" || state === "overdue" || state === "signed_older";
  const { email, link } = guest;
  return (
    <p className="text-ink-2 text-xs">
      <span className="first-letter:uppercase">{guestWords(guest)}</span>
      {email !== null && <span className="break-words">, {email}</span>}. Signs by a mailed link and
      code.
      {isOpen && link !== null && (
        <>
          {" "}
          Link sent <Timestamp at={link.sentAt} show="moment" />,{" "}
          {link.isOver ? "no longer usable: remind them" : "usable until"}{" "}
          {!link.isOver && <Timestamp at={link.expiresAt} show="day" />}.
        </>
      )}
    </p>
  );
}

/** Why somebody did not sign, or why somebody else was asked in their place. */
function Said({ signer }: { signer: Signer }) {
  const said = signer.replaced ?? signer.declined;
  return (
    said !== null && (
      <p className="mt-1 text-xs">
        {said.by} {signer.replaced === null ? "declined" : "replaced this place"}{" "}
        <Timestamp at={said.at} show="moment" />: {said.reason}
      </p>
    )
  );
}

function rulesOf(round: NonNullable<CaseView["round"]>): string {
  const order = round.inOrder ? "One after the other." : "In any order.";
  const others =
    round.quorum === 0 ? "" : ` ${round.quorum} of the optional signatures are needed.`;
  const proof =
    round.minimumAssurance === "link_code" || round.minimumAssurance === "password"
      ? ""
      : ` Each is confirmed by ${assuranceWords(round.minimumAssurance)} or stronger.`;
  const due =
    round.dueOn === null
      ? ""
      : ` Due ${dayInWords(round.dueOn)}${round.isOverdue ? ", which has passed." : "."}`;
  return `${order}${others}${proof}${due}`;
}

function names({ people, title }: Signer): string {
  return people.length === 0 ? `No ${title}` : people.map((person) => person.name).join(", ");
}

function Records({ view, signer }: { view: CaseView; signer: Signer }) {
  const given = view.signatures.filter(
    (signature) =>
      signature.role === signer.role &&
      signer.replaced === null &&
      (signature.id === signer.signatureId ||
        (signature.standing === "stale" && isOf(signer, signature))),
  );
  return given.map((signature) => (
    <p key={signature.id} className="mt-1 text-xs">
      <span className={signature.standing === "valid" ? "text-ok-ink" : "text-warn-ink"}>
        {signature.inWords.signer}
        {signature.guest !== null && ` (${guestWords(signature.guest)})`} signed version{" "}
        {signature.number} as {signature.inWords.role}
      </span>{" "}
      <time dateTime={signature.signedAt}>{signature.inWords.signedAt}</time>,{" "}
      {signature.inWords.method}. {signature.inWords.meaning}{" "}
      {signature.standing === "stale" &&
        `Stale: ${signature.changed.map((change) => change.label.toLowerCase()).join(", ")} changed. `}
      <ReceiptLink signatureId={signature.id} of={signature.inWords.signer} />
    </p>
  ));
}

function isOf(signer: Signer, signature: CaseView["signatures"][number]): boolean {
  const { people } = signer;
  return (
    people.some((person) => person.id === signature.signer.id) ||
    people.some((person) => person.name === signature.signedFor)
  );
}
