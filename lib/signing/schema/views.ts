import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";

const person = z.object({ id: z.uuid(), name: z.string() });
const act = z.object({ by: z.string(), reason: z.string(), at: z.string() });

/** Somebody outside, as the people of the project see them. */
const guestMark = z.object({
  organisation: z.string(),
  /** For those alone who look after the signers. */
  email: z.string().nullable(),
  link: z.object({ sentAt: z.string(), expiresAt: z.string(), isOver: z.boolean() }).nullable(),
});

/** One place for a signature, and how far it is. */
export const signerView = z.object({
  slotId: z.string(),
  role: z.enum(projectRoles),
  title: z.string(),
  required: z.boolean(),
  hasVeto: z.boolean(),
  /** Who may sign in it: the person who was named, or everybody who holds the role. */
  people: z.array(person),
  /** Where somebody outside is asked; they are the only one of `people` then. */
  guest: guestMark.nullable(),
  state: z.enum([
    "signed",
    "signed_older",
    "your_turn",
    "waiting",
    "nobody",
    "not_yet",
    "overdue",
    "declined",
    "replaced",
  ]),
  signatureId: z.string().nullable(),
  declined: act.nullable(),
  replaced: act.nullable(),
});

export const signingRoundView = z.object({
  number: z.number(),
  inOrder: z.boolean(),
  quorum: z.number(),
  minimumAssurance: z.string(),
  dueOn: z.string().nullable(),
  isOverdue: z.boolean(),
});

/** A role that can be asked to sign, and who holds it. */
export const candidateView = z.object({
  role: z.enum(projectRoles),
  title: z.string(),
  required: z.boolean(),
  people: z.array(person),
});

/** One way for the reader to sign. */
export const choiceView = z.object({
  slotId: z.string(),
  role: z.enum(projectRoles),
  onBehalfOf: person.nullable(),
  title: z.string(),
  meaning: z.string(),
});

const delegationView = z.object({
  id: z.uuid(),
  from: person,
  to: person,
  workspace: z.string(),
  /** Null for every project of the workspace. */
  project: z.string().nullable(),
  startsOn: z.string(),
  endsOn: z.string(),
  reason: z.string(),
  state: z.enum(["runs", "to_come", "over", "ended"]),
});
export type DelegationView = z.infer<typeof delegationView>;

export const delegationsView = z.object({
  given: z.array(delegationView),
  received: z.array(delegationView),
});
export type DelegationsView = z.infer<typeof delegationsView>;

/** Whom and where a person may name. */
export const delegationChoices = z.object({
  people: z.array(person),
  projects: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type DelegationChoices = z.infer<typeof delegationChoices>;
