import { describe, expect, it } from "vitest";
import { returnCase } from "@/lib/business-cases/commands/return-case";
import { saveCaseDraft } from "@/lib/business-cases/commands/save-draft";
import { submitCase } from "@/lib/business-cases/commands/submit-case";
import { compareCase, getCase } from "@/lib/business-cases/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { signCase } from "@/lib/gates/commands/sign-case";
import { aFullCase, submittedCase } from "@/lib/testing/inputs/business-cases";
import { aProof } from "@/lib/testing/inputs/gates";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

async function signed(world: World, project: TestProject, by: Person, role: string) {
  const view = await runQuery(getCase, by.actor, { projectId: project.id });
  const { number = 0, sha256 = "" } = view.latest ?? {};
  const token = await aProof(world, by, sha256);
  return runCommand(signCase, by.actor, { projectId: project.id, number, sha256, role, token });
}

describe("case.save-draft", () => {
  it("changes only the sections it was given and leaves a trace", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { actor } = project.lead;
    const base = { projectId: project.id };
    await runCommand(saveCaseDraft, actor, {
      ...base,
      version: 1,
      sections: { background: "Why." },
    });
    const second = await runCommand(saveCaseDraft, actor, {
      ...base,
      version: 2,
      sections: { mlObjective: "Rank members." },
    });
    expect(second).toMatchObject({ ok: true, value: { version: 3 } });
    const view = await runQuery(getCase, actor, base);
    expect(view.draft).toMatchObject({ background: "Why.", mlObjective: "Rank members." });
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type === "case.draft-saved")).toHaveLength(2);
  });

  it("refuses a stale save and names who saved in between", async () => {
    const world = await aWorld();
    const project = await world.project();
    const scientist = await world.person(project, "data_scientist");
    const base = { projectId: project.id, version: 1 };
    await runCommand(saveCaseDraft, scientist.actor, { ...base, sections: { sponsor: "A" } });
    const late = await runCommand(saveCaseDraft, project.lead.actor, {
      ...base,
      sections: { sponsor: "B" },
    });
    expect(late).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(late.ok ? "" : late.error.message).toContain(scientist.name);
    const view = await runQuery(getCase, project.lead.actor, { projectId: project.id });
    expect(view.draft.sponsor).toBe("A");
  });

  it("answers the same save twice without a second trace", async () => {
    const world = await aWorld();
    const project = await world.project();
    const input = { projectId: project.id, version: 1, sections: { sponsor: "Claire" } };
    const first = await runCommand(saveCaseDraft, project.lead.actor, input);
    const again = await runCommand(saveCaseDraft, project.lead.actor, input);
    expect(again).toEqual(first);
  });

  it("refuses a sponsor, an unknown section and a text past its limit", async () => {
    const world = await aWorld();
    const project = await world.project();
    const sponsor = await world.person(project, "sponsor");
    const save = (actor: Person["actor"], sections: unknown) =>
      runCommand(saveCaseDraft, actor, { projectId: project.id, version: 1, sections });
    const code = { ok: false, error: { code: "invalid_input" } };
    expect(await save(sponsor.actor, { sponsor: "Me" })).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
    expect(await save(project.lead.actor, { price: 1 })).toMatchObject(code);
    expect(await save(project.lead.actor, { sponsor: "x".repeat(201) })).toMatchObject(code);
    expect(await world.auditTypes(project.id)).not.toContain("case.draft-saved");
  });
});

describe("case.submit", () => {
  it("refuses an incomplete case with a sentence at each field", async () => {
    const world = await aWorld();
    const project = await world.project();
    const result = await runCommand(submitCase, project.lead.actor, {
      projectId: project.id,
      version: 1,
    });
    expect(result).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    const paths = result.ok ? [] : result.error.issues.map((issue) => issue.path);
    expect(paths).toContain("businessObjective");
    const where = { businessCase: { projectId: project.id } };
    expect(await world.db.businessCaseVersion.count({ where })).toBe(0);
  });

  it("makes one immutable version, also when it is clicked twice", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { projectId, number, sha256, version } = await submittedCase(project);
    const again = await runCommand(submitCase, project.lead.actor, {
      projectId,
      version: version - 1,
    });
    expect(again).toMatchObject({ ok: true, value: { number, sha256, status: "submitted" } });
    const versions = world.db.businessCaseVersion;
    expect(await versions.count({ where: { sha256 } })).toBeGreaterThan(0);
    await expect(versions.updateMany({ data: { note: "later" } })).rejects.toThrow();
  });
});

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
      runCommand(signCase, sponsor.actor, { projectId, ...at, role: "sponsor", token });
    const foreign = await aProof(world, sponsor, "0".repeat(64));
    expect(await sign(foreign)).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    await submittedCase(project, { version, sections: { mlObjective: "Rank by value at risk." } });
    const stale = await sign(await aProof(world, sponsor, sha256));
    expect(stale).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(await world.db.signature.count({ where: { projectId } })).toBe(0);
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

  it("shows two versions section by section", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { version } = await submittedCase(project);
    await submittedCase(project, { version, sections: aFullCase({ sponsor: "Ada Osei" }) });
    const view = await runQuery(compareCase, project.lead.actor, {
      projectId: project.id,
      from: 1,
      to: 2,
    });
    expect(view.changedCount).toBe(1);
    expect(view.sections.find((row) => row.isChanged)).toMatchObject({
      section: "sponsor",
      before: ["Claire Dubois"],
      after: ["Ada Osei"],
    });
  });
});

describe("case.return", () => {
  it("goes back to the authors, who then cannot resubmit the same text", async () => {
    const world = await aWorld();
    const project = await world.project();
    const sponsor = await world.person(project, "sponsor");
    const { number, version, projectId } = await submittedCase(project);
    const reason = "The baseline is not measured yet.";
    const returned = await runCommand(returnCase, sponsor.actor, { projectId, number, reason });
    expect(returned).toMatchObject({ ok: true });
    const view = await runQuery(getCase, project.lead.actor, { projectId });
    expect(view).toMatchObject({ status: "returned", returnedReason: reason });
    expect(view.whyNotSubmit).toContain("Nothing changed");
    const same = await runCommand(submitCase, project.lead.actor, {
      projectId,
      version: version + 1,
    });
    expect(same).toMatchObject({ ok: false, error: { code: "rule_refused" } });
  });

  it("refuses a data scientist and a reason that says nothing", async () => {
    const world = await aWorld();
    const project = await world.project();
    const scientist = await world.person(project, "data_scientist");
    const { number, projectId } = await submittedCase(project);
    const reason = "The baseline is not measured yet.";
    const base = { projectId, number };
    expect(await runCommand(returnCase, scientist.actor, { ...base, reason })).toMatchObject({
      error: { code: "forbidden" },
    });
    expect(
      await runCommand(returnCase, project.lead.actor, { ...base, reason: "no" }),
    ).toMatchObject({ error: { code: "invalid_input" } });
  });
});
