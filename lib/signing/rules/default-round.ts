import type { ProjectRole } from "@/lib/authz/permissions";
import type { SigningRound } from "@/lib/signing/rules/signing-state";

/** Who is asked where nobody chose: roles, at once, without a day. */
export function defaultRound(asked: {
  number: number;
  openedById: string;
  possible: readonly ProjectRole[];
  required: readonly ProjectRole[];
}): SigningRound {
  const { number, openedById, possible, required } = asked;
  return {
    id: null,
    number,
    inOrder: false,
    quorum: 0,
    minimumAssurance: "link_code",
    dueOn: null,
    openedById,
    slots: possible.map((role, index) => ({
      id: `role:${role}`,
      position: index + 1,
      role,
      person: null,
      isRequired: required.includes(role),
      hasVeto: false,
      declined: null,
      replaced: null,
    })),
  };
}
