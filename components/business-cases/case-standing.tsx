import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import type { CaseView } from "@/lib/business-cases/schema";

/** What a reader has to know before reading: stale signatures, a returned version, a newer draft. */
export function CaseStanding({ view, href }: { view: CaseView; href: string }) {
  const stale = view.signatures.filter(
    (signature) => signature.standing === "stale" && signature.number !== view.latest?.number,
  );
  return (
    <>
      {stale.map((signature) => (
        <Banner
          key={signature.id}
          tone="warn"
          lead="Changed since signed."
          action={
            <span className="no-print">
              <ButtonLink
                size="sm"
                href={`${href}?from=${signature.number}&to=${view.latest?.number ?? signature.number}`}
              >
                Compare word by word
              </ButtonLink>
            </span>
          }
        >
          {signature.signer.name} signed version {signature.number};{" "}
          {signature.changed.map((change) => change.label.toLowerCase()).join(", ")} changed since.
          The signature stays on record for version {signature.number}.
        </Banner>
      ))}
      {view.status === "returned" && (
        <Banner tone="bad" lead={`Version ${view.latest?.number ?? ""} was returned.`}>
          {view.returnedReason}
        </Banner>
      )}
      {view.isDraftAhead && view.latest !== null && (
        <Banner tone="review" lead="The draft says more than the latest version.">
          Signatures cover version {view.latest.number}. Submit the draft to have it signed.
        </Banner>
      )}
    </>
  );
}
