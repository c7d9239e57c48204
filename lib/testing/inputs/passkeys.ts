import { randomBytes, randomUUID } from "node:crypto";
import type { ProjectRole } from "@/lib/authz/permissions";
import { runCommand } from "@/lib/execution/command";
import { addPasskey } from "@/lib/identity/commands/add-passkey";
import { beginPasskey } from "@/lib/identity/commands/begin-passkey";
import { beginPasskeyConfirmation } from "@/lib/identity/commands/begin-passkey-confirmation";
import { passkeyChangesSha256 } from "@/lib/identity/policy/passkey-changes";
import { contentSha256 } from "@/lib/ledger/content-hash";
import { hashOfSecret } from "@/lib/platform/secrets";
import { aDevice, type SoftwareAuthenticator } from "@/lib/testing/software-authenticator";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { Person, World } from "@/lib/testing/world";

/** Proof that allows this person's passkeys to change, as `identity.confirm` leaves it. */
export async function changesProof(world: World, { userId }: Person): Promise<string> {
  const token = randomUUID();
  await world.db.reauthentication.create({
    data: {
      userId,
      tokenHash: hashOfSecret(token),
      subjectSha256: passkeyChangesSha256(userId),
      assurance: "password",
      expiresAt: new Date(Date.now() + 60_000),
    },
  });
  return token;
}

/** What the device made for a challenge asked for just now. */
export async function aRegistration(world: World, person: Person, device = aDevice()) {
  const token = await changesProof(world, person);
  const begun = await runCommand(beginPasskey, person.actor, { token });
  if (!begun.ok) {
    throw begun.error;
  }
  return { name: "Desk key", answer: device.register(begun.value.options.challenge) };
}

export async function withPasskey(world: World, person: Person) {
  const device = aDevice();
  const input = await aRegistration(world, person, device);
  const added = await runCommand(addPasskey, person.actor, input);
  if (!added.ok) {
    throw added.error;
  }
  return { device, passkeyId: added.value.passkeyId };
}

/** The challenge a person's device is asked before it signs this subject. */
export async function aChallenge(person: Person, subjectSha256: string): Promise<string> {
  const begun = await runCommand(beginPasskeyConfirmation, person.actor, { subjectSha256 });
  if (!begun.ok) {
    throw begun.error;
  }
  return begun.value.options.challenge;
}

/** The device's answer for this subject, as `identity.confirm-passkey` takes it. */
export async function anAnswer(
  person: Person,
  device: SoftwareAuthenticator,
  subjectSha256 = randomBytes(32).toString("hex"),
) {
  return { answer: device.sign(await aChallenge(person, subjectSha256)) };
}

/** Makes a gate ask this role for a passkey, as a playbook may; before its round is asked for. */
export async function demandPasskey(
  world: World,
  { gateId, role }: { gateId: string; role: ProjectRole },
): Promise<void> {
  const where = { id: gateId };
  const gate = await world.db.gate.findUniqueOrThrow({ where });
  const stored = gate.policy as { approvals: { role: string }[] };
  const approvals = stored.approvals.map((approval) =>
    approval.role === role ? { ...approval, assurance: "passkey" } : approval,
  );
  const policy = { ...stored, approvals };
  await world.db.gate.update({ where, data: { policy, policySha256: contentSha256(policy) } });
}

/** Acts on one's own account are prepared for the project's lead. */
export const validInputs: ValidInputs = {
  async "passkey.begin"(world, project) {
    return { token: await changesProof(world, project.lead) };
  },
  "passkey.add": (world, project) => aRegistration(world, project.lead),
  async "passkey.rename"(world, project) {
    const { passkeyId } = await withPasskey(world, project.lead);
    return { passkeyId, name: "Phone" };
  },
  async "passkey.remove"(world, project) {
    const { passkeyId } = await withPasskey(world, project.lead);
    return { passkeyId, token: await changesProof(world, project.lead) };
  },
  async "identity.begin-passkey"(world, project) {
    await withPasskey(world, project.lead);
    return { subjectSha256: "a".repeat(64) };
  },
  async "identity.confirm-passkey"(world, project) {
    const { device } = await withPasskey(world, project.lead);
    return anAnswer(project.lead, device);
  },
  "passkeys.list": () => Promise.resolve({}),
};
