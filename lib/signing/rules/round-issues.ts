import {
  isGranted,
  type ProjectRole,
  projectRolesWith,
  titleOfProjectRole,
} from "@/lib/authz/permissions";
import type { FieldIssue } from "@/lib/kernel/app-error";
import { assuranceWords } from "@/lib/signing/rules/round-words";
import type { GuestInput, SigningInput } from "@/lib/signing/schema/inputs";

type Place = {
  members: readonly { userId: string; name: string; roles: readonly ProjectRole[] }[];
  /** Roles the form of the project never lets off. */
  required: readonly ProjectRole[];
  submitterId: string;
  today: string;
  /** By address: the members of the workspace that were named as guests. */
  accounts: ReadonlyMap<string, string>;
};

/** What is wrong with the choice of signers, field by field. */
export function roundIssues(signing: SigningInput, place: Place): FieldIssue[] {
  const { slots, quorum, dueOn, minimumAssurance } = signing;
  const others = slots.filter((slot) => !slot.isRequired).length;
  const missing = place.required.filter(
    (role) => !slots.some((slot) => slot.role === role && slot.isRequired),
  );
  return [
    ...slots.flatMap((slot, index) =>
      slotIssues(slot, { ...place, slots, index, minimumAssurance }),
    ),
    ...missing.map((role) => ({
      path: "signing.slots",
      message: `The ${titleOfProjectRole[role]} has to be among the required signers.`,
    })),
    ...(quorum > others
      ? [
          {
            path: "signing.quorum",
            message: `${quorum} signatures cannot come from ${others} signers who are not required.`,
          },
        ]
      : []),
    ...(dueOn !== null && dueOn < place.today
      ? [{ path: "signing.dueOn", message: "The day it is to be signed by lies in the past." }]
      : []),
  ];
}

function slotIssues(
  slot: SigningInput["slots"][number],
  at: Place & { slots: SigningInput["slots"]; index: number; minimumAssurance: string },
): FieldIssue[] {
  const { role, personId, guest } = slot;
  const title = titleOfProjectRole[role];
  const path = `signing.slots.${at.index}.role`;
  const issue = (message: string) => [{ path, message }];
  if (!isGranted("case:sign", { workspaceRole: "member", projectRoles: [role] })) {
    const titles = projectRolesWith("case:sign").map((each) => titleOfProjectRole[each]);
    return issue(`A business case is signed by these roles: ${titles.join(", ")}.`);
  }
  const earlier = at.slots.slice(0, at.index);
  if (guest !== null) {
    const isAsked = earlier.some((other) => other.guest?.email === guest.email);
    return guestIssues(guest, { ...at, isAsked, personId }).flatMap(issue);
  }
  const isTwice = earlier.some(
    (other) => other.guest === null && other.role === role && other.personId === personId,
  );
  if (isTwice) {
    return issue(`This ${title} is named twice.`);
  }
  return personId === null ? [] : personIssues({ role, personId }, at).flatMap(issue);
}

/** A guest proves an address and no more, is nobody of the workspace, and fills one place. */
export function guestIssues(
  guest: GuestInput,
  at: Pick<Place, "accounts"> & {
    minimumAssurance: string;
    isAsked: boolean;
    personId: string | null;
  },
): string[] {
  const { name, email } = guest;
  const account = at.accounts.get(email);
  if (at.personId !== null) {
    return ["Choose a person of the project or name a guest, not both."];
  }
  if (at.minimumAssurance !== "link_code") {
    return [
      `${name} cannot sign this version as a guest: it asks for ${assuranceWords(at.minimumAssurance)}, and a guest signs with a mailed link and code. Lower the weakest proof, or invite ${name} into the project.`,
    ];
  }
  if (account !== undefined) {
    return [
      `${email} is the address of ${account}, a member of this workspace. Give them the role in the project and choose them by name.`,
    ];
  }
  return at.isAsked ? [`${email} is asked to sign already; one person fills one place.`] : [];
}

/** A named person holds the role, and is not the submitter where the role approves. */
export function personIssues(
  slot: { role: ProjectRole; personId: string },
  place: Pick<Place, "members" | "submitterId">,
): string[] {
  const title = titleOfProjectRole[slot.role];
  const person = place.members.find((member) => member.userId === slot.personId);
  if (person === undefined || !person.roles.includes(slot.role)) {
    return [`${person?.name ?? "This person"} is not ${title} in the project.`];
  }
  return slot.role === "sponsor" && slot.personId === place.submitterId
    ? [`${person.name} submits this version, so another sponsor has to sign it.`]
    : [];
}
