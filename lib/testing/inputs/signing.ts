import { randomUUID } from "node:crypto";
import { anonymous } from "@/lib/authz/actor";
import { saveCaseDraft } from "@/lib/business-cases/commands/save-draft";
import { submitCase } from "@/lib/business-cases/commands/submit-case";
import { getCase } from "@/lib/business-cases/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { signAsGuest } from "@/lib/gates/commands/sign-as-guest";
import { signCase } from "@/lib/gates/commands/sign-case";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { makeDelegation } from "@/lib/signing/commands/make-delegation";
import { sendGuestCode } from "@/lib/signing/commands/send-guest-code";
import { getGuestSigning } from "@/lib/signing/queries/guest-signing";
import { aFullCase, submittedCase } from "@/lib/testing/inputs/business-cases";
import { aProof } from "@/lib/testing/inputs/gates";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { Person, TestProject, World } from "@/lib/testing/world";

/** Submits a full case with these signers; the lead does it. */
export async function submittedTo(project: TestProject, signing: Record<string, unknown>) {
  const { id: projectId, lead } = project;
  const before = await runQuery(getCase, lead.actor, { projectId });
  const saved = await runCommand(saveCaseDraft, lead.actor, {
    projectId,
    version: before.version,
    sections: aFullCase({ background: `Written for version ${before.versions.length + 1}.` }),
  });
  const version = saved.ok ? saved.value.version : before.version;
  return runCommand(submitCase, lead.actor, { projectId, version, signing });
}

/** A required place of one person, or of anybody who holds the role. */
export function aPlace(role: string, person: Person | null = null, more = {}) {
  return { role, personId: person?.userId ?? null, ...more };
}

/** Signs the latest version after reading it and proving who signs. */
export async function signedBy(
  world: World,
  project: TestProject,
  by: { person: Person; role: string; onBehalfOf?: Person },
) {
  const { person, role, onBehalfOf } = by;
  const { id: projectId } = project;
  const { latest } = await runQuery(getCase, person.actor, { projectId });
  const sha256 = latest?.sha256 ?? "";
  return runCommand(signCase, person.actor, {
    projectId,
    number: latest?.number ?? 0,
    sha256,
    readSha256: sha256,
    role,
    token: await aProof(world, person, sha256),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf: onBehalfOf.userId }),
  });
}

/** A submitted case and its first place that waits: the sponsor's. */
async function aWaitingPlace(project: TestProject) {
  const { number } = await submittedCase(project);
  const { signers } = await runQuery(getCase, project.lead.actor, { projectId: project.id });
  return { projectId: project.id, number, slotId: signers[0]?.slotId ?? "" };
}

/** A place of somebody outside. */
export function aGuestPlace(given: Record<string, unknown> = {}, more = {}) {
  const guest = { name: "Maria Keller", email: guestAddress(), organisation: "Fabrikam", ...given };
  return { role: "sponsor", guest, ...more };
}

export function guestAddress(): string {
  return `${randomUUID()}@fabrikam.example`;
}

type Letter = { to: string; template: string; data: Record<string, string> };

/** The mails that wait to be sent to an address, the oldest first. */
export async function mailsTo({ db }: World, address: string): Promise<Letter[]> {
  const rows = await db.$queryRaw<{ payload: Letter }[]>`
    SELECT payload FROM graphile_worker._private_jobs
    WHERE payload->>'to' = ${address} ORDER BY id`;
  return rows.map(({ payload }) => payload);
}

/** What the newest mail with a link leads to. */
export async function tokenMailedTo(world: World, address: string): Promise<string> {
  const mails = await mailsTo(world, address);
  const link = mails.findLast(({ template }) => template === "guest-link")?.data.link ?? "";
  return link.split("/sign/")[1] ?? "";
}

export async function codeMailedTo(world: World, address: string): Promise<string> {
  const mails = await mailsTo(world, address);
  return mails.findLast(({ template }) => template === "guest-code")?.data.code ?? "";
}

/** A version that waits for a guest, and the link they were mailed. */
export async function aGuestLink(world: World, project: TestProject, given = {}) {
  const place = aGuestPlace(given);
  const { email } = place.guest;
  await submittedTo(project, { slots: [place] });
  return { email, token: await tokenMailedTo(world, email) };
}

/** The link with a code that was mailed for it. */
export async function aGuestCode(world: World, project: TestProject) {
  const { email, token } = await aGuestLink(world, project);
  await runCommand(sendGuestCode, anonymous, { token });
  return { email, token, code: await codeMailedTo(world, email) };
}

/** Everything a guest fills in who wants to sign. */
export async function aGuestSignature(world: World, project: TestProject) {
  const { token, code } = await aGuestCode(world, project);
  return signatureOf(token, code);
}

export async function signatureOf(token: string, code: string) {
  const { sha256, meanings, guest } = await runQuery(getGuestSigning, anonymous, { token });
  const meaning = meanings[0] ?? "";
  return { token, code, sha256, readSha256: sha256, meaning, printedName: guest.name };
}

async function aDelegation(world: World) {
  const to = await world.member();
  const today = dayOf(new Date());
  return {
    workspaceId: world.workspaceId,
    toId: to.userId,
    startsOn: today,
    endsOn: addDays(today, 7),
    reason: "On leave for a week.",
  };
}

export const validInputs: ValidInputs = {
  async "guest.signing"(world, project) {
    const { token } = await aGuestLink(world, project);
    return { token };
  },
  async "guest.send-code"(world, project) {
    const { token } = await aGuestLink(world, project);
    return { token };
  },
  async "guest.receipt"(world, project) {
    const input = await aGuestSignature(world, project);
    await runCommand(signAsGuest, anonymous, input);
    return { token: input.token };
  },
  "case.sign-as-guest": (world, project) => aGuestSignature(world, project),
  async "guest.decline"(world, project) {
    const { token, code } = await aGuestCode(world, project);
    return { token, code, reason: "The baseline is not measured yet." };
  },
  "delegation.make": (world) => aDelegation(world),
  "delegation.end": async (world, project) => {
    const input = await aDelegation(world);
    const made = await runCommand(makeDelegation, project.lead.actor, input);
    return { delegationId: made.ok ? made.value.delegationId : "" };
  },
  "delegation.list": () => Promise.resolve({}),
  "delegation.choices": ({ workspaceId }) => Promise.resolve({ workspaceId }),
  async "signing.decline"(_world, project) {
    const { number } = await submittedCase(project);
    const reason = "The baseline is not measured yet.";
    return { projectId: project.id, number, role: "sponsor", reason };
  },
  "signing.note-due": (_world, project) => Promise.resolve({ projectId: project.id }),
  "signing.resend": (_world, project) => aWaitingPlace(project),
  async "signing.replace"(world, project) {
    const place = await aWaitingPlace(project);
    const { userId } = await world.person(project, "sponsor");
    return { ...place, personId: userId, reason: "Claire is away until May." };
  },
};
