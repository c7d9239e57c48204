import { describe, expect, it } from "vitest";
import { getCase } from "@/lib/business-cases/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { signCase } from "@/lib/gates/commands/sign-case";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { aProof } from "@/lib/testing/inputs/gates";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

async function signed(world: World, project: TestProject, by: Person, role: string) {
  const view = await runQuery(getCase, by.actor, { projectId: project.id });
  const { number = 0, sha256 = "" } = view.latest ?? {};
  const token = await aProof(world, by, sha256);
  return runCommand(signCase, by.actor, {
    projectId: project.id,
    number,
    sha256,
    readSha256: sha256,
    role,
    token,
  });
}

describe("case.sign", () => {
  it("signs as sponsor with a statement bound to the version", async () => {
    const world = await aWorld();
    const project = await world.project();
    const sponsor = await world.person(project, "sponsor");
    const { sha256 } = await submittedCase(project);
    const result = await signed(world, project, sponsor, "sponsor");
    expect(result).toMatchObject({ ok: true, value: { status: "signed" } });
    const row = await world.db.signature.findFirstOrThrow({ where: { projectId: project.id } });
    expect(row).toMatchObject({ subjectSha256: sha256, assurance: "password", role: "sponsor" });
    expect(row.statement).toMatchObject({ signer: { name: sponsor.name }, subject: { sha256 } });
    expect(await world.auditTypes(project.id)).toContain("case.signed");
  });

  it("signs once, however often it is clicked", async () => {
    const world = await aWorld();
    const project = await world.project();
    const sponsor = await world.person(project, "sponsor");
    await submittedCase(project);
    const first = await signed(world, project, sponsor, "sponsor");
    const again = await signed(world, project, sponsor, "sponsor");
    expect(again).toMatchObject({ ok: true });
    expect(again.ok && first.ok && again.value.signatureId === first.value.signatureId).toBe(true);
    expect(await world.db.signature.count({ where: { projectId: project.id } })).toBe(1);
  });

  it("waits for the risk reviewer in the regulated form", async () => {
    const world = await aWorld();
    const project = await world.project({ strictness: "regulated" });
    const sponsor = await world.person(project, "sponsor");
    const reviewer = await world.person(project, "risk_reviewer");
    await submittedCase(project);
    expect(await signed(world, project, sponsor, "sponsor")).toMatchObject({
      value: { status: "submitted" },
    });
    expect(await signed(world, project, reviewer, "risk_reviewer")).toMatchObject({
      value: { status: "signed" },
    });
  });
});

describe("case.sign, refused", () => {
  it("keeps the sponsor who submitted from signing, and leaves no row", async () => {
    const world = await aWorld();
    const project = await world.project();
    const both = await world.person(project, "sponsor", "data_scientist");
    await submittedCase(project, { by: both });
    const result = await signed(world, project, both, "sponsor");
    expect(result).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    expect(await world.db.signature.count({ where: { projectId: project.id } })).toBe(0);
  });

  it("refuses a proof for another text, a used proof and an older version", async () => {
    const world = await aWorld();
    const project = await world.project();
    const sponsor = await world.person(project, "sponsor");
    const { number, sha256, projectId, version } = await submittedCase(project);
    const sign = (token: string, at = { number, sha256 }) =>
      runCommand(signCase, sponsor.actor, {
        projectId,
        ...at,
        readSha256: at.sha256,
        role: "sponsor",
        token,
      });
    const foreign = await aProof(world, sponsor, "0".repeat(64));
    expect(await sign(foreign)).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    await submittedCase(project, { version, sections: { mlObjective: "Rank by value at risk." } });
    const stale = await sign(await aProof(world, sponsor, sha256));
    expect(stale).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(await world.db.signature.count({ where: { projectId } })).toBe(0);
  });

  it("refuses who does not say that this very text was read", async () => {
    const world = await aWorld();
    const project = await world.project();
    const sponsor = await world.person(project, "sponsor");
    const { number, sha256, projectId } = await submittedCase(project);
    for (const said of [{}, { readSha256: "0".repeat(64) }]) {
      const token = await aProof(world, sponsor, sha256);
      const input = { projectId, number, sha256, role: "sponsor", token, ...said };
      expect(await runCommand(signCase, sponsor.actor, input)).toMatchObject({
        ok: false,
        error: { issues: [{ path: "readSha256" }] },
      });
    }
    expect(await world.db.signature.count({ where: { projectId } })).toBe(0);
  });
});

describe("a case that changes after it was signed", () => {
  it("keeps the signature through a minor edit and makes it stale by a material one", async () => {
    const world = await aWorld();
    const project = await world.project();
    const sponsor = await world.person(project, "sponsor");
    const first = await submittedCase(project);
    await signed(world, project, sponsor, "sponsor");
    const { version } = await runQuery(getCase, sponsor.actor, { projectId: project.id });
    const minor = await submittedCase(project, { version, sections: { background: "Anew." } });
    expect(minor.status).toBe("signed");
    const third = await submittedCase(project, {
      version: minor.version,
      sections: { scopeOut: ["Everything abroad"] },
    });
    expect(third).toMatchObject({ status: "submitted", number: first.number + 2 });
    const view = await runQuery(getCase, sponsor.actor, { projectId: project.id });
    expect(view.signatures[0]).toMatchObject({
      standing: "stale",
      changed: [{ section: "background" }, { section: "scopeOut", class: "material" }],
    });
    expect(view.whyNotSign).toBeNull();
    const told = await world.db.notification.findMany({ where: { userId: sponsor.userId } });
    expect(told.map((notice) => notice.kind)).toContain("signature_stale");
  });
});
