import type { Member } from "@/lib/authz/actor";
import type { CaseFacts, CaseVersionFacts } from "@/lib/business-cases/rules/case-facts";
import { lacking, roundOf, signingOf, whyNotOpen } from "@/lib/business-cases/rules/may-sign";
import { AppError } from "@/lib/kernel/app-error";
import type { SlotStanding } from "@/lib/signing/rules/signing-state";

/** Whoever submitted the version, or a lead, looks after its signers. Null where that is the reader. */
export function whyNotManageSigners(facts: CaseFacts, member: Member): string | null {
  const { latest, status } = facts;
  const refused = lacking("case:write", facts, member) ?? whyNotOpen(facts);
  if (refused !== null) {
    return refused;
  }
  if (latest === null || status !== "submitted") {
    return "Only a submitted version that is not signed yet has signers to look after.";
  }
  if (roundOf(facts).id === null) {
    return "This version was submitted before its signers were kept. Submit the next one.";
  }
  return latest.submittedById === member.userId || member.roles.includes("lead")
    ? null
    : `${latest.submittedBy}, who submitted this version, or a lead looks after its signers.`;
}

/** The version that was meant and the place in it, or a refusal in words. */
export function demandSlot(
  facts: CaseFacts,
  at: { number: number; slotId: string },
): { latest: CaseVersionFacts; standing: SlotStanding } {
  const latest = demandLatest(facts, at.number);
  const standing = signingOf(facts)?.slots.find(({ slot }) => slot.id === at.slotId);
  if (standing === undefined) {
    throw new AppError("rule_refused", `Nobody is asked this way to sign version ${at.number}.`);
  }
  if (standing.state === "signed" || standing.state === "replaced") {
    const sentence =
      standing.state === "signed"
        ? "This signature has been given; it stays on record."
        : "Somebody else was asked in this place already.";
    throw new AppError("rule_refused", sentence);
  }
  return { latest, standing };
}

export function demandLatest(facts: CaseFacts, number: number): CaseVersionFacts {
  const { latest } = facts;
  if (latest === null || latest.number !== number) {
    throw new AppError(
      "conflict",
      `Version ${latest?.number ?? 0} is the latest one. Reload; nothing was done.`,
    );
  }
  return latest;
}
