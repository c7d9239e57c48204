import {
  isGranted,
  type ProjectRole,
  projectRolesWith,
  titleOfProjectRole,
} from "@/lib/authz/permissions";
import type { FieldIssue } from "@/lib/kernel/app-error";
import type { SigningInput } from "@/lib/signing/schema/inputs";

type Place = {
  members: readonly { userId: string; name: string; roles: readonly ProjectRole[] }[];
  /** Roles the form of the project never lets off. */
  required: readonly ProjectRole[];
  submitterId: string;
  today: string;
};

/** What is wrong with the choice of signers, field by field. */
export function roundIssues(signing: SigningInput, place: Place): FieldIssue[] {
  const { slots, quorum, dueOn } = signing;
  const others = slots.filter((slot) => !slot.isRequired).length;
  const missing = place.required.filter(
    (role) => !slots.some((slot) => slot.role === role && slot.isRequired),
  );
  return [
    ...slots.flatMap((slot, index) => slotIssues(slot, { ...place, slots, index })),
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
  at: Place & { slots: SigningInput["slots"]; index: number },
): FieldIssue[] {
  const { role, personId } = slot;
  const title = titleOfProjectRole[role];
  const path = `signing.slots.${at.index}.role`;
  const issue = (message: string) => [{ path, message }];
  if (!isGranted("case:sign", { workspaceRole: "member", projectRoles: [role] })) {
    const titles = projectRolesWith("case:sign").map((each) => titleOfProjectRole[each]);
    return issue(`A business case is signed by these roles: ${titles.join(", ")}.`);
  }
  const isTwice = at.slots
    .slice(0, at.index)
    .some((earlier) => earlier.role === role && earlier.personId === personId);
  if (isTwice) {
    return issue(`This ${title} is named twice.`);
  }
  return personId === null ? [] : personIssues({ role, personId }, at).flatMap(issue);
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
