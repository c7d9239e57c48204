import { afterEach, describe, expect, it } from "vitest";
import { anonymous } from "@/lib/authz/actor";
import { getCase } from "@/lib/business-cases/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { signAsGuest } from "@/lib/gates/commands/sign-as-guest";
import { setClock } from "@/lib/platform/clock";
import { declineAsGuest } from "@/lib/signing/commands/decline-as-guest";
import { sendGuestCode } from "@/lib/signing/commands/send-guest-code";
import { getGuestReceipt, getGuestSigning } from "@/lib/signing/queries/guest-signing";
import {
  aGuestCode,
  aGuestLink,
  aGuestSignature,
  codeMailedTo,
  mailsTo,
  signatureOf,
} from "@/lib/testing/inputs/signing";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

const reason = "The baseline is not measured yet.";

afterEach(() => setClock(null));

async function setting() {
  const world = await aWorld();
  const project = await world.project();
  return { world, project };
}

const caseOf = ({ id: projectId, lead }: TestProject) =>
  runQuery(getCase, lead.actor, { projectId });
const sign = (input: object) => runCommand(signAsGuest, anonymous, input);

/** What an act of a guest could leave behind. */
async function rows({ db, workspaceId }: World, project: TestProject) {
  const projectId = project.id;
  const { version } = await caseOf(project);
  return {
    version,
    signatures: await db.signature.count({ where: { projectId } }),
    trail: await db.auditEvent.count({ where: { workspaceId } }),
    used: await db.guestLink.count({ where: { guest: { projectId }, usedAt: { not: null } } }),
    usedCodes: await db.guestCode.count({
      where: { link: { guest: { projectId } }, usedAt: { not: null } },
    }),
    declined: await db.signingSlot.count({
      where: { round: { projectId }, declinedAt: { not: null } },
    }),
  };
}

describe("the link of a guest", () => {
  it("shows who asks, the project, the whole text, its hash and what a signature means", async () => {
    const { world, project } = await setting();
    const { token, email } = await aGuestLink(world, project);
    const [mail] = await mailsTo(world, email);
    expect(mail?.data.text).toContain("Lena Lead of Northwind Mutual asks you to read version 1");
    const view = await runQuery(getGuestSigning, anonymous, { token });
    const { latest } = await caseOf(project);
    expect(view).toMatchObject({
      askedBy: "Lena Lead",
      project: "Churn early warning",
      number: 1,
      sha256: latest?.sha256,
      content: latest?.content,
      whyNot: null,
      codeUntil: null,
      signed: null,
    });
    expect(view.mailedTo).not.toContain(email.split("@")[0]);
    expect(view.meanings[0]).toContain("I approve this business case");
  });

  it("changes nothing by being opened, by a person or by a program that reads mail", async () => {
    const { world, project } = await setting();
    const { token, email } = await aGuestLink(world, project);
    const before = await rows(world, project);
    for (let time = 0; time < 5; time += 1) {
      await runQuery(getGuestSigning, anonymous, { token });
    }
    expect(await rows(world, project)).toEqual(before);
    expect((await mailsTo(world, email)).map(({ template }) => template)).toEqual(["guest-link"]);
  });

  it("is kept as a hash alone, and stands in no entry of the trail", async () => {
    const { world, project } = await setting();
    const input = await aGuestSignature(world, project);
    expect(await sign(input)).toMatchObject({ ok: true });
    const { token, code } = input;
    const stored = await world.db.$queryRaw<{ text: string }[]>`
      SELECT to_jsonb(l)::text || c::text AS text FROM guest_links l
      JOIN signing_guests g ON g.id = l."guestId" JOIN guest_codes c ON c."linkId" = l.id
      WHERE g."projectId" = ${project.id}::uuid
      UNION ALL SELECT canonical FROM audit_events WHERE "projectId" = ${project.id}::uuid`;
    expect(stored.length).toBeGreaterThan(3);
    for (const { text } of stored) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(`"${code}"`);
    }
  });

  it("answers alike when it is wrong, too old or revoked, and says nothing of a project", async () => {
    const { world, project } = await setting();
    const { token } = await aGuestLink(world, project);
    const refusal = async (given: string) => {
      const answer = await runCommand(sendGuestCode, anonymous, { token: given });
      return answer.ok ? null : { code: answer.error.code, message: answer.error.message };
    };
    const unknown = await refusal("nobody-was-sent-this");
    await world.db.guestLink.updateMany({
      where: { guest: { projectId: project.id } },
      data: { revokedAt: new Date() },
    });
    expect(await refusal(token)).toEqual(unknown);
    expect(unknown).toMatchObject({ code: "not_found" });
    expect(unknown?.message).toContain("This link cannot be used");
  });
});

describe("case.sign-as-guest", () => {
  it("signs as the guest, by link and code, and says so in the case, the trail and the ledger", async () => {
    const { world, project } = await setting();
    const input = await aGuestSignature(world, project);
    expect(await sign(input)).toMatchObject({ ok: true, value: { number: 1 } });
    const view = await caseOf(project);
    const guest = { organisation: "Fabrikam" };
    expect(view).toMatchObject({ status: "signed" });
    expect(view.signatures[0]).toMatchObject({
      signer: { name: "Maria Keller" },
      guest,
      assurance: "link_code",
    });
    expect(view.signers[0]).toMatchObject({ state: "signed", guest });
    const entry = await world.db.auditEvent.findFirstOrThrow({
      where: { projectId: project.id, type: "case.signed" },
    });
    const { signer } = view.signatures[0] ?? {};
    expect(entry).toMatchObject({
      actorKind: "guest",
      actorId: signer?.id,
      actorName: "Maria Keller",
    });
    const types = await world.auditTypes(project.id);
    expect(types).toEqual(expect.arrayContaining(["guest.invited", "guest.code-sent"]));
    const again = await runQuery(getGuestSigning, anonymous, { token: input.token });
    expect(again.signed).toMatchObject({ meaning: input.meaning, assurance: "link_code" });
    const receipt = await runQuery(getGuestReceipt, anonymous, { token: input.token });
    expect(receipt.statement).toMatchObject({ signer: { name: "Maria Keller", guest } });
  });

  it("signs once for two clicks", async () => {
    const { world, project } = await setting();
    const input = await aGuestSignature(world, project);
    const both = await Promise.all([sign(input), sign(input)]);
    const given = both.map((one) => (one.ok ? one.value.signatureId : null));
    expect(given[0]).not.toBeNull();
    expect(given[1]).toBe(given[0]);
    expect(await rows(world, project)).toMatchObject({ signatures: 1, used: 1, usedCodes: 1 });
  });

  it.each([
    ["a text that was not read", { readSha256: undefined }, "Say that you have read"],
    ["another text", { sha256: "0".repeat(64) }, "not the text of version 1"],
    ["another name", { printedName: "Mario Keller" }, "Type your name as it is printed"],
    ["a meaning nobody offered", { meaning: "I have seen it" }, "Choose one of the meanings"],
    ["a code of five digits", { code: "12345" }, "six digits"],
  ])("refuses %s, and changes nothing", async (_what, changed, sentence) => {
    const { world, project } = await setting();
    const input = await aGuestSignature(world, project);
    const before = await rows(world, project);
    const refused = await sign({ ...input, ...changed });
    const said = refused.ok
      ? []
      : [refused.error.message, ...refused.error.issues.map(({ message }) => message)];
    expect(said.join(" ")).toContain(sentence);
    expect(await rows(world, project)).toEqual(before);
    expect(await sign({ ...input, printedName: "  maria   KELLER " })).toMatchObject({ ok: true });
  });
});

describe("the code of a guest", () => {
  it("ends after five wrong tries, each kept in the security log", async () => {
    const { world, project } = await setting();
    const input = await aGuestSignature(world, project);
    const wrong = input.code === "000000" ? "000001" : "000000";
    const address = `test-${input.token.slice(0, 12)}`;
    const from = { kind: "anonymous", address } as const;
    for (let time = 0; time < 5; time += 1) {
      expect(await runCommand(signAsGuest, from, { ...input, code: wrong })).toMatchObject({
        error: { code: "forbidden", reason: "wrong-code" },
      });
    }
    expect(await runCommand(signAsGuest, from, input)).toMatchObject({
      error: { code: "rate_limited" },
    });
    const kinds = await world.db.securityEvent.findMany({
      where: { data: { path: ["address"], equals: address } },
      orderBy: { at: "asc" },
      select: { kind: true },
    });
    expect(kinds.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 5 }, () => "refused.forbidden"),
      "refused.rate_limited",
    ]);
    expect(await rows(world, project)).toMatchObject({ signatures: 0, usedCodes: 0 });
    await runCommand(sendGuestCode, anonymous, { token: input.token });
    const { email } = await world.db.signingGuest.findFirstOrThrow({
      where: { projectId: project.id },
    });
    const code = await codeMailedTo(world, email);
    expect(await sign({ ...input, code })).toMatchObject({ ok: true });
  });

  it("is refused once it is ten minutes old, or a newer mail took its place", async () => {
    const { world, project } = await setting();
    const { token, code, email } = await aGuestCode(world, project);
    await runCommand(sendGuestCode, anonymous, { token });
    const newer = await codeMailedTo(world, email);
    if (newer !== code) {
      expect(await sign(await signatureOf(token, code))).toMatchObject({
        error: { code: "forbidden" },
      });
    }
    setClock(new Date(Date.now() + 11 * 60_000));
    const late = await sign(await signatureOf(token, newer));
    expect(late).toMatchObject({ error: { code: "invalid_input", reason: "guest-code" } });
    setClock(null);
    expect(await sign(await signatureOf(token, newer))).toMatchObject({ ok: true });
  });
});

describe("guest.decline", () => {
  it("keeps the reason, tells the lead, and uses link and code up", async () => {
    const { world, project } = await setting();
    const { token, code } = await aGuestCode(world, project);
    const wrong = code === "000000" ? "000001" : "000000";
    expect(
      await runCommand(declineAsGuest, anonymous, { token, code: wrong, reason }),
    ).toMatchObject({ error: { code: "forbidden" } });
    expect(await runCommand(declineAsGuest, anonymous, { token, code, reason })).toMatchObject({
      ok: true,
    });
    const view = await caseOf(project);
    expect(view.signers[0]).toMatchObject({
      state: "declined",
      declined: { by: "Maria Keller", reason },
    });
    const told = await world.db.notification.findMany({ where: { userId: project.lead.userId } });
    expect(told.map(({ title }) => title).join()).toContain("Maria Keller declined to sign");
    const after = await rows(world, project);
    expect(after).toMatchObject({ used: 1, usedCodes: 1, declined: 1, signatures: 0 });
    expect(await sign(await signatureOf(token, code))).toMatchObject({ ok: false });
    expect(await rows(world, project)).toEqual(after);
    const seen = await runQuery(getGuestSigning, anonymous, { token });
    expect(seen.declined).toMatchObject({ reason });
  });
});
