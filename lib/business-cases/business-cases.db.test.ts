import { describe, expect, it } from "vitest";
import { returnCase } from "@/lib/business-cases/commands/return-case";
import { saveCaseDraft } from "@/lib/business-cases/commands/save-draft";
import { submitCase } from "@/lib/business-cases/commands/submit-case";
import { compareCase, getCase } from "@/lib/business-cases/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { aFullCase, submittedCase } from "@/lib/testing/inputs/business-cases";
import { aWorld, type Person } from "@/lib/testing/world";

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

describe("case.compare", () => {
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
