import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { labelOfSection } from "@/lib/business-cases/rules/field-classes";
import { economicOutlook } from "@/lib/business-cases/rules/net-present-value";
import type { CaseContent } from "@/lib/business-cases/schema";
import { AppError } from "@/lib/kernel/app-error";
import { guestMeanings, whyGuestCannotSign } from "@/lib/signing/rules/guest-signing";
import type { GuestSigningView } from "@/lib/signing/schema/guest-views";

type LinkFacts = {
  slotId: string;
  role: ProjectRole;
  number: number;
  signatureId: string | null;
  expiresAt: Date;
  guest: { id: string; name: string; email: string; organisation: string };
};

/** Only what the guest is asked to sign, and what they did: nothing else of the project is in it. */
export function guestViewOf(
  facts: CaseFacts,
  at: { link: LinkFacts; content: CaseContent; codeUntil: string | null },
): GuestSigningView {
  const { link, content, codeUntil } = at;
  const { guest, role, number, slotId } = link;
  const { project } = facts;
  const version = facts.versions.find((each) => each.number === number);
  if (version === undefined) {
    throw new AppError("not_found", `This business case has no version ${number}.`);
  }
  const round = facts.rounds.find((each) => each.number === number);
  const declined = round?.slots.find(({ id }) => id === slotId)?.declined ?? null;
  const isLatest = facts.latest?.number === number;
  return {
    workspace: project.workspaceName,
    project: project.name,
    askedBy: version.submittedBy,
    guest: { name: guest.name, organisation: guest.organisation },
    mailedTo: shortened(guest.email),
    role,
    title: titleOfProjectRole[role],
    number,
    sha256: version.sha256,
    submittedAt: version.submittedAt,
    dueOn: round?.dueOn ?? null,
    expiresAt: link.expiresAt.toISOString(),
    meanings: guestMeanings({ role, organisation: guest.organisation }),
    content,
    labels: labelOfSection,
    outlook: economicOutlook(content.economics),
    whyNot: isLatest
      ? whyGuestCannotSign(facts, { guestId: guest.id, slotId })
      : `A newer version than version ${number} was submitted.`,
    codeUntil,
    signed: signedBy(facts, link.signatureId),
    declined: declined === null ? null : { at: declined.at, reason: declined.reason },
  };
}

function signedBy(
  { signatures }: CaseFacts,
  signatureId: string | null,
): GuestSigningView["signed"] {
  const given = signatures.find(({ id }) => id === signatureId);
  if (given === undefined) {
    return null;
  }
  const { id, meaning, signedAt, assurance, statementSha256 } = given;
  return { signatureId: id, meaning, signedAt, assurance, statementSha256 };
}

/** `m…@fabrikam.example`: its owner knows it, nobody else learns it. */
function shortened(email: string): string {
  const [mailbox = "", domain = ""] = email.split("@");
  return `${mailbox.slice(0, 1)}…@${domain}`;
}
