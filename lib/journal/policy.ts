import type { Member } from "@/lib/authz/actor";
import { whyNotByRole } from "@/lib/authz/refusal";

type Written = { authorId: string; authorName: string };

export function whyNotLog(member: Member): string | null {
  return whyNotByRole(member, "journal:write");
}

export function whyNotComment(member: Member): string | null {
  return whyNotByRole(member, "comment:write");
}

/** What somebody wrote under their name is changed by nobody else. */
export function whyNotEditEntry(member: Member, entry: Written): string | null {
  return whyNotLog(member) ?? whyNotOther(member, entry);
}

export function whyNotEditComment(member: Member, comment: Written): string | null {
  return whyNotComment(member) ?? whyNotOther(member, comment);
}

function whyNotOther(member: Member, { authorId, authorName }: Written): string | null {
  return authorId === member.userId ? null : `Only ${authorName}, who wrote it, can change this.`;
}
