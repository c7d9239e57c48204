import { afterEach, describe, expect, it } from "vitest";
import { remindSigners } from "@/jobs/remind-signers";
import { anonymous } from "@/lib/authz/actor";
import { saveCaseDraft } from "@/lib/business-cases/commands/save-draft";
import { submitCase } from "@/lib/business-cases/commands/submit-case";
import { getCase } from "@/lib/business-cases/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { signAsGuest } from "@/lib/gates/commands/sign-as-guest";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { declineAsGuest } from "@/lib/signing/commands/decline-as-guest";
import { remindSigner } from "@/lib/signing/commands/remind-signer";
import { replaceSigner } from "@/lib/signing/commands/replace-signer";
import { sendGuestCode } from "@/lib/signing/commands/send-guest-code";
import {
  aGuestLink,
  aGuestPlace,
  aPlace,
  codeMailedTo,
  guestAddress,
  mailsTo,
  signatureOf,
  signedBy,
  submittedTo,
  tokenMailedTo,
} from "@/lib/testing/inputs/signing";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

const reason = "Somebody else knows the numbers.";

afterEach(() => setClock(null));

async function setting() {
  const world = await aWorld();
  const project = await world.project();
  return { world, project };
}

const caseOf = ({ id: projectId, lead }: TestProject) =>
  runQuery(getCase, lead.actor, { projectId });
const sign = (input: object) => runCommand(signAsGuest, anonymous, input);

async function codeFor(world: World, at: { token: string; email: string }) {
  const sent = await runCommand(sendGuestCode, anonymous, { token: at.token });
  expect(sent).toMatchObject({ ok: true });
  return codeMailedTo(world, at.email);
}

async function signedThrough(world: World, at: { token: string; email: string }) {
  return sign(await signatureOf(at.token, await codeFor(world, at)));
}

async function slotOf(project: TestProject) {
  const { signers } = await caseOf(project);
  return signers.find(({ state }) => state !== "replaced")?.slotId ?? "";
}

async function replace(project: TestProject, given: object) {
  const input = { projectId: project.id, number: 1, slotId: await slotOf(project), reason };
  return runCommand(replaceSigner, project.lead.actor, { ...input, ...given });
}

async function nextVersion(project: TestProject, sections: object, signing?: object) {
  const { id: projectId, lead } = project;
  const { version } = await caseOf(project);
  const saved = await runCommand(saveCaseDraft, lead.actor, { projectId, version, sections });
  const at = saved.ok ? saved.value.version : version;
  return runCommand(submitCase, lead.actor, { projectId, version: at, signing });
}

describe("naming a guest", () => {
  it("is refused with a sentence where the round asks for more than a link and a code", async () => {
    const { world, project } = await setting();
    const place = aGuestPlace();
    const slots = [place];
    const refused = await submittedTo(project, { slots, minimumAssurance: "passkey" });
    expect(refused).toMatchObject({ error: { code: "invalid_input" } });
    expect(refused.ok ? "" : refused.error.message).toContain("Maria Keller cannot sign");
    await submittedTo(project, { slots: [aPlace("sponsor")], minimumAssurance: "password" });
    const replaced = await replace(project, { guest: place.guest });
    expect(replaced.ok ? "" : replaced.error.message).toContain("it asks for a password");
    expect(await world.db.signingGuest.count({ where: { projectId: project.id } })).toBe(0);
    expect(await mailsTo(world, place.guest.email)).toEqual([]);
  });

  it("is refused for a member of the workspace, twice for one address, and beside a person", async () => {
    const { world, project } = await setting();
    const claire = await world.person(project, "sponsor");
    const { guest } = aGuestPlace();
    const other = aGuestPlace({ name: "Maria K.", email: guest.email }, { role: "lead" });
    const cases: [object[], string][] = [
      [[aGuestPlace({ email: claire.email })], "a member of this workspace"],
      [[aGuestPlace({ email: guest.email }), other], "one person fills one place"],
      [[{ role: "sponsor", guest, personId: claire.userId }], "not both"],
      [[aGuestPlace({}, { role: "viewer" })], "signed by these roles"],
    ];
    for (const [slots, sentence] of cases) {
      const refused = await submittedTo(project, { slots });
      expect(refused.ok ? "" : refused.error.message).toContain(sentence);
    }
    expect((await caseOf(project)).latest).toBeNull();
  });
});

describe("somebody who was named as a guest", () => {
  it("has an address that nobody sees who does not look after the signers", async () => {
    const { world, project } = await setting();
    const { email } = await aGuestLink(world, project);
    const viewer = await world.person(project, "viewer");
    const seen = await runQuery(getCase, viewer.actor, { projectId: project.id });
    expect(JSON.stringify(seen)).not.toContain(email);
    expect((await caseOf(project)).signers[0]?.guest).toMatchObject({ email });
  });

  it("keeps the id of somebody who is named again, and makes no other use of it", async () => {
    const { world, project } = await setting();
    const { email, token } = await aGuestLink(world, project);
    expect(await signedThrough(world, { email, token })).toMatchObject({ ok: true });
    const again = aGuestPlace({ email });
    await nextVersion(project, { title: "Another title" }, { slots: [again] });
    const { signatures, signers, status } = await caseOf(project);
    expect(signers[0]?.people[0]?.id).toBe(signatures[0]?.signer.id);
    expect(status).toBe("signed");
    await expect(
      world.db.signingGuest.updateMany({ where: { email }, data: { name: "Somebody else" } }),
    ).rejects.toThrow();
    await expect(world.db.signingGuest.deleteMany({ where: { email } })).rejects.toThrow();
  });

  it("gives the guest no place but the one that names them", async () => {
    const { world, project } = await setting();
    const at = await aGuestLink(world, project);
    await signedThrough(world, at);
    expect((await caseOf(project)).status).toBe("signed");
    await nextVersion(project, { title: "Another title" }, { slots: [aPlace("sponsor")] });
    expect((await caseOf(project)).status).toBe("submitted");
  });

  it("counts a guest and the account they made later as one person", async () => {
    const { world, project } = await setting();
    const place = aGuestPlace();
    const { email } = place.guest;
    await submittedTo(project, { slots: [place, aPlace("sponsor")] });
    const token = await tokenMailedTo(world, email);
    expect(await signedThrough(world, { token, email })).toMatchObject({ ok: true });
    const maria = await world.person(project, "sponsor");
    await world.db.user.update({ where: { id: maria.userId }, data: { email } });
    const refused = await signedBy(world, project, { person: maria, role: "sponsor" });
    expect(refused.ok ? "" : refused.error.message).toContain("You have signed version 1");
    expect((await caseOf(project)).status).toBe("submitted");
  });
});

describe("in order", () => {
  it("mails the link only when it is the guest's turn, after a signature or an optional decline", async () => {
    const { world, project } = await setting();
    const [first, second] = [aGuestPlace({}, { isRequired: false, role: "lead" }), aGuestPlace()];
    const claire = await world.person(project, "lead");
    const slots = [aPlace("lead", claire), first, second];
    expect(await submittedTo(project, { slots, inOrder: true, quorum: 0 })).toMatchObject({
      ok: true,
    });
    expect(await mailsTo(world, first.guest.email)).toEqual([]);
    await signedBy(world, project, { person: claire, role: "lead" });
    const token = await tokenMailedTo(world, first.guest.email);
    expect(await mailsTo(world, second.guest.email)).toEqual([]);
    const code = await codeFor(world, { token, email: first.guest.email });
    const declined = await runCommand(declineAsGuest, anonymous, { token, code, reason });
    expect(declined).toMatchObject({ ok: true });
    const last = await tokenMailedTo(world, second.guest.email);
    const at = { token: last, email: second.guest.email };
    expect(await signedThrough(world, at)).toMatchObject({ ok: true });
    expect((await caseOf(project)).status).toBe("signed");
  });

  it("lets a guest with a veto stop the version, and the others are told so", async () => {
    const { world, project } = await setting();
    const stopper = aGuestPlace({}, { hasVeto: true });
    const other = aGuestPlace({ name: "Otto Other" }, { role: "lead" });
    await submittedTo(project, { slots: [stopper, other] });
    const { email } = stopper.guest;
    const token = await tokenMailedTo(world, email);
    const code = await codeFor(world, { token, email });
    await runCommand(declineAsGuest, anonymous, { token, code, reason });
    expect(await caseOf(project)).toMatchObject({ status: "returned", returnedReason: reason });
    const late = await tokenMailedTo(world, other.guest.email);
    const refused = await runCommand(sendGuestCode, anonymous, { token: late });
    expect(refused.ok ? "" : refused.error.message).toContain("Version 1 was returned");
  });

  it("counts a guest towards the quorum of the optional signers", async () => {
    const { world, project } = await setting();
    const places = [aGuestPlace(), aGuestPlace({ name: "Otto Other" })];
    const slots = [
      ...places.map((place) => ({ ...place, role: "lead", isRequired: false })),
      aGuestPlace({ name: "Sara Sponsor" }),
    ];
    await submittedTo(project, { slots, quorum: 1 });
    for (const { guest } of [slots[0], slots[2]] as typeof places) {
      const token = await tokenMailedTo(world, guest.email);
      await signedThrough(world, { token, email: guest.email });
    }
    expect((await caseOf(project)).status).toBe("signed");
  });
});

describe("a link that is replaced", () => {
  it("ends when it is sent again, by a person or before the day", async () => {
    const { world, project } = await setting();
    const place = aGuestPlace();
    const { email } = place.guest;
    const today = dayOf(new Date());
    await submittedTo(project, { slots: [place], dueOn: addDays(today, 5) });
    const tokens = [await tokenMailedTo(world, email)];
    const slotId = await slotOf(project);
    const input = { projectId: project.id, number: 1, slotId };
    expect(await runCommand(remindSigner, project.lead.actor, input)).toMatchObject({ ok: true });
    tokens.push(await tokenMailedTo(world, email));
    setClock(new Date(`${addDays(today, 3)}T08:00:00Z`));
    await remindSigners();
    tokens.push(await tokenMailedTo(world, email));
    expect(new Set(tokens).size).toBe(3);
    for (const token of tokens.slice(0, 2)) {
      expect(await runCommand(sendGuestCode, anonymous, { token })).toMatchObject({
        error: { code: "not_found" },
      });
    }
    const [newest = ""] = tokens.slice(-1);
    expect(await signedThrough(world, { token: newest, email })).toMatchObject({ ok: true });
    const invited = await world.db.auditEvent.findMany({
      where: { projectId: project.id, type: "guest.invited" },
      orderBy: { index: "asc" },
    });
    expect(invited.map(({ data }) => (data as { isRenewed: boolean }).isRenewed)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("ends after a fortnight, or the day after the day to sign by", async () => {
    const { world, project } = await setting();
    const { token } = await aGuestLink(world, project);
    setClock(new Date(Date.now() + 13 * 86_400_000));
    expect(await runCommand(sendGuestCode, anonymous, { token })).toMatchObject({ ok: true });
    setClock(new Date(Date.now() + 15 * 86_400_000));
    expect(await runCommand(sendGuestCode, anonymous, { token })).toMatchObject({
      error: { code: "not_found" },
    });
  });
});

describe("a link of a signer who is replaced", () => {
  it("ends with them while they sign: one of the two acts stands", async () => {
    const { world, project } = await setting();
    const { token, email } = await aGuestLink(world, project);
    const input = await signatureOf(token, await codeFor(world, { token, email }));
    const claire = await world.person(project, "sponsor");
    const [replaced, signed] = await Promise.all([
      replace(project, { personId: claire.userId }),
      sign(input),
    ]);
    expect([replaced.ok, signed.ok].filter(Boolean)).toHaveLength(1);
    const signatures = await world.db.signature.count({ where: { projectId: project.id } });
    expect(signatures).toBe(signed.ok ? 1 : 0);
    const used = await world.db.guestCode.count({
      where: { link: { guest: { email } }, usedAt: { not: null } },
    });
    expect(used).toBe(signatures);
  });

  it("ends for the guest who was removed, with a sentence, and nothing is written", async () => {
    const { world, project } = await setting();
    const { token, email } = await aGuestLink(world, project);
    const input = await signatureOf(token, await codeFor(world, { token, email }));
    const next = aGuestPlace({ name: "Nora Next", email: guestAddress() });
    expect(await replace(project, { guest: next.guest })).toMatchObject({ ok: true });
    const before = await world.auditTypes(project.id);
    expect(before).toContain("guest.link-revoked");
    expect((await mailsTo(world, email)).at(-1)).toMatchObject({
      template: "guest-note",
      data: { subject: expect.stringContaining("need not sign"), because: expect.any(String) },
    });
    const refused = await sign(input);
    expect(refused.ok ? "" : refused.error.message).toContain("This link cannot be used");
    expect(await world.auditTypes(project.id)).toEqual(before);
    const theirs = await tokenMailedTo(world, next.guest.email);
    const at = { token: theirs, email: next.guest.email };
    expect(await signedThrough(world, at)).toMatchObject({ ok: true });
    expect((await caseOf(project)).status).toBe("signed");
  });
});

describe("a newer version", () => {
  it("ends the links to the one before and refuses a signature of it", async () => {
    const { world, project } = await setting();
    const { token, email } = await aGuestLink(world, project);
    const input = await signatureOf(token, await codeFor(world, { token, email }));
    await nextVersion(project, { background: "Told anew." }, { slots: [aGuestPlace({ email })] });
    expect(await sign(input)).toMatchObject({ error: { code: "not_found" } });
    expect(await world.db.signature.count({ where: { projectId: project.id } })).toBe(0);
    const next = await tokenMailedTo(world, email);
    expect(next).not.toBe(token);
    expect(await signedThrough(world, { token: next, email })).toMatchObject({
      value: { number: 2 },
    });
  });

  it("tells a guest who signed what it changes, with a new link where they are asked again", async () => {
    const { world, project } = await setting();
    const { token, email } = await aGuestLink(world, project);
    await signedThrough(world, { token, email });
    const { draft } = await caseOf(project);
    const scopeIn = [...draft.scopeIn, "Claims data of the last ten years"];
    await nextVersion(project, { scopeIn }, { slots: [aGuestPlace({ email })] });
    const mail = (await mailsTo(world, email)).at(-1);
    expect(mail).toMatchObject({ template: "guest-link" });
    expect(mail?.data.text).toContain("It changes what you signed: In scope");
    const objective = "Keep customers who would leave otherwise, in every market.";
    await nextVersion(project, { businessObjective: objective });
    expect((await mailsTo(world, email)).at(-1)).toMatchObject({ template: "guest-note" });
    const { signatures } = await caseOf(project);
    expect(signatures[0]).toMatchObject({ number: 1, standing: "stale" });
  });
});
