import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { attachEvidence } from "@/lib/evidence/commands/attach-evidence";
import { supersedeEvidence } from "@/lib/evidence/commands/supersede-evidence";
import { withdrawEvidence } from "@/lib/evidence/commands/withdraw-evidence";
import { getEvidence, listEvidence, suggestEvidence } from "@/lib/evidence/queries";
import { evidenceDetail, evidencePage } from "@/lib/evidence/schema";
import { outputsMet } from "@/lib/evidence/store";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { contentSha256 } from "@/lib/ledger/content-hash";
import { aFile, someEvidence } from "@/lib/testing/inputs/evidence";
import { aTask } from "@/lib/testing/inputs/tasks";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

const fixtures = new URL("../../../prisma/seed/fixtures/churn-early-warning/", import.meta.url);

async function place() {
  const world = await aWorld();
  const project = await world.project();
  const note = { kind: "document", title: "Interview with claims", note: "Ten days." };
  return { world, project, lead: project.lead, base: { projectId: project.id, ...note } };
}

async function aDocumentOutput(world: World, project: TestProject) {
  const output = await world.db.output.findFirstOrThrow({
    where: { projectId: project.id, kind: "document" },
    include: { tasks: true },
  });
  return { outputId: output.id, stageId: output.stageId, taskId: output.tasks[0]?.taskId ?? null };
}

describe("evidence.attach", () => {
  it("meets the output it is attached to and has the gates looked at", async () => {
    const { world, project, lead, base } = await place();
    const { outputId, stageId } = await aDocumentOutput(world, project);
    const input = { ...base, outputId, effectiveOn: "2026-01-15" };
    const result = await runCommand(attachEvidence, lead.actor, input);

    expect(result).toMatchObject({ ok: true, value: { revision: 1 } });
    const row = await world.db.evidence.findFirstOrThrow({ where: { outputId } });
    expect(row).toMatchObject({ stageId, addedById: lead.userId });
    const { note, url, sha256 } = row;
    expect(sha256).toBe(contentSha256({ note, url, data: null }));
    expect(row.effectiveOn.toISOString()).toBe("2026-01-15T00:00:00.000Z");
    expect(await outputsMet(world.db, project.id)).toEqual(new Map([[outputId, [row.id]]]));
    expect(await world.auditTypes(project.id)).toContain("evidence.attached");
    const jobs = await world.db.$queryRaw<{ key: string }[]>`
      SELECT key FROM graphile_worker.jobs WHERE key = ${`reevaluate-gates:${project.id}`}`;
    expect(jobs).toHaveLength(1);
  });

  it("refuses links that are no web addresses", async () => {
    const { lead, base } = await place();
    for (const url of [
      "javascript:alert(1)",
      "file:///etc/passwd",
      "ftp://x.example",
      "x.example",
    ]) {
      const result = await runCommand(attachEvidence, lead.actor, { ...base, kind: "link", url });
      expect(result).toMatchObject({ ok: false, error: { issues: [{ path: "url" }] } });
    }
    const url = "https://wiki.example/claims";
    const good = await runCommand(attachEvidence, lead.actor, { ...base, kind: "link", url });
    expect(good).toMatchObject({ ok: true });
  });

  it("refuses files, tasks and stages of another project", async () => {
    const { world, lead, base } = await place();
    const other = await world.project();
    const foreign = await aTask(world, other);
    const file = await aFile(world, other);
    const cases = { fileId: file.id, taskId: foreign.id, stageId: foreign.stageId };
    for (const [path, id] of Object.entries(cases)) {
      const result = await runCommand(attachEvidence, lead.actor, { ...base, [path]: id });
      expect(result).toMatchObject({ ok: false, error: { issues: [{ path }] } });
    }
    expect(await world.db.evidence.count({ where: { projectId: base.projectId } })).toBe(0);
  });

  it("refuses viewers and strangers", async () => {
    const { world, project, base } = await place();
    const viewer = await world.person(project, "viewer");
    const refused = await runCommand(attachEvidence, viewer.actor, base);
    expect(refused).toMatchObject({ ok: false, error: { code: "forbidden" } });
    const stranger = (await world.project()).lead;
    const outside = await runCommand(attachEvidence, stranger.actor, base);
    expect(outside).toMatchObject({ ok: false, error: { code: "not_found" } });
  });
});

describe("a profile report", () => {
  it.each([
    ["health-plan-members-profile.json", "application/json"],
    ["health-plan-members-profile.html", "text/html"],
  ])("%s fills the form and keeps its own figures", async (fileName, mediaType) => {
    const { world, project, lead } = await place();
    const content = readFileSync(new URL(fileName, fixtures));
    const { id: fileId, sha256 } = await aFile(world, project, { content, fileName, mediaType });
    const { kind, title, note, profile } = await runQuery(suggestEvidence, lead.actor, { fileId });
    expect({ kind, title }).toEqual({
      kind: "eda_profile",
      title: "Profile: Health plan members, first study year",
    });
    const forged = { profile: { ...profile, missingShare: 0 }, note: "kept" };
    const result = await runCommand(attachEvidence, lead.actor, {
      projectId: project.id,
      kind,
      title,
      note,
      fileId,
      data: forged,
    });
    const evidenceId = result.ok ? result.value.evidenceId : "";
    const view = await runQuery(getEvidence, lead.actor, { evidenceId });
    evidenceDetail.parse(view);
    expect(view.profile).toEqual(profile);
    expect(view.profile).toMatchObject({ rows: 5638, columns: 14 });
    expect(view.profile?.missingShare).toBeCloseTo(0.0154, 4);
    expect(view).toMatchObject({ sha256, data: { note: "kept" }, file: { fileName } });
  });

  it("is not read into any other file", async () => {
    const { world, project, lead } = await place();
    const { id: fileId } = await aFile(world, project);
    const suggestion = await runQuery(suggestEvidence, lead.actor, { fileId });
    expect(suggestion).toEqual({ kind: "file", title: "members.csv", note: "", profile: null });
  });
});

describe("evidence.supersede", () => {
  it("puts a new revision in the place of the old one, which stays", async () => {
    const { world, project, lead } = await place();
    const { outputId, stageId, taskId } = await aDocumentOutput(world, project);
    const { id: oldId } = await someEvidence(world, project, { outputId, stageId, taskId });
    const input = { evidenceId: oldId, title: "Second interview", note: "Twelve days." };
    const result = await runCommand(supersedeEvidence, lead.actor, input);

    expect(result).toMatchObject({ ok: true, value: { supersedes: oldId, revision: 2 } });
    const newId = result.ok ? result.value.evidenceId : "";
    const met = await outputsMet(world.db, project.id);
    expect(met.get(outputId)).toEqual([newId]);
    const old = await runQuery(getEvidence, lead.actor, { evidenceId: oldId });
    expect(old).toMatchObject({ status: "superseded", note: "Labels are set within ten days." });
    expect(old.revisions.map((each) => [each.revision, each.status])).toEqual([
      [2, "living"],
      [1, "superseded"],
    ]);
    const again = await runCommand(supersedeEvidence, lead.actor, input);
    expect(again).toMatchObject({ ok: false, error: { code: "conflict" } });
  });

  it("lets one of two who replace it at once win", async () => {
    const { world, project, lead } = await place();
    const { id: evidenceId } = await someEvidence(world, project);
    const input = { evidenceId, title: "Second interview", note: "Twelve days." };
    const results = await Promise.all([
      runCommand(supersedeEvidence, lead.actor, input),
      runCommand(supersedeEvidence, lead.actor, input),
    ]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await world.db.evidence.count({ where: { supersedesId: evidenceId } })).toBe(1);
  });
});

describe("evidence.withdraw", () => {
  it("is for whoever added it or the lead, says why, and is done once", async () => {
    const { world, project, lead } = await place();
    const scientist = await world.person(project, "data_scientist");
    const { id: evidenceId } = await someEvidence(world, project);
    const input = { evidenceId, reason: "The interview was about another product." };
    const foreign = await runCommand(withdrawEvidence, scientist.actor, input);
    expect(foreign).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    const bare = await runCommand(withdrawEvidence, lead.actor, { evidenceId });
    expect(bare).toMatchObject({ ok: false, error: { issues: [{ path: "reason" }] } });
    await runCommand(withdrawEvidence, lead.actor, input);
    await runCommand(withdrawEvidence, lead.actor, input);
    const view = await runQuery(getEvidence, lead.actor, { evidenceId });
    expect(view).toMatchObject({ status: "withdrawn", withdrawReason: input.reason });
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type === "evidence.withdrawn")).toHaveLength(1);
    const late = { evidenceId, title: "Second interview", note: "Twelve days." };
    const result = await runCommand(supersedeEvidence, lead.actor, late);
    expect(result).toMatchObject({ ok: false, error: { code: "rule_refused" } });
  });
});

describe("evidence.list", () => {
  it("pages from the newest and narrows by place, kind and standing", async () => {
    const { world, project, lead } = await place();
    const { outputId, stageId, taskId } = await aDocumentOutput(world, project);
    await someEvidence(world, project, { stageId, taskId, outputId });
    await someEvidence(world, project, { kind: "test_report" });
    await someEvidence(world, project, { withdrawnAt: new Date(), withdrawReason: "x" });
    await someEvidence(world, project, { validUntil: new Date("2026-01-16T00:00:00Z") });
    const statuses = async (filter: Record<string, unknown>) => {
      const page = await runQuery(listEvidence, lead.actor, { projectId: project.id, ...filter });
      evidencePage.parse(page);
      return page.rows.map((row) => row.status);
    };
    expect(await statuses({})).toEqual(["expired", "withdrawn", "living", "living"]);
    expect(await statuses({ standing: "living" })).toHaveLength(2);
    for (const filter of [{ stageId }, { taskId }, { outputId }, { kind: "test_report" }]) {
      expect(await statuses(filter)).toEqual(["living"]);
    }
    const first = await runQuery(listEvidence, lead.actor, { projectId: project.id, limit: 3 });
    const rest = await runQuery(listEvidence, lead.actor, {
      projectId: project.id,
      cursor: first.nextCursor,
    });
    expect(rest.rows).toHaveLength(1);
    expect(rest.nextCursor).toBeNull();
  });
});
