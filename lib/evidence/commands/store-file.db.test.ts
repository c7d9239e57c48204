import { describe, expect, it } from "vitest";
import { pushMetric } from "@/lib/evidence/commands/push-metric";
import { storeFile } from "@/lib/evidence/commands/store-file";
import { getDownloadTarget, listMetrics } from "@/lib/evidence/queries";
import { metricPage } from "@/lib/evidence/schema";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { aFile, bytesOf, someEvidence } from "@/lib/testing/inputs/evidence";
import { aWorld } from "@/lib/testing/world";

async function place() {
  const world = await aWorld();
  const project = await world.project();
  return { world, project, lead: project.lead };
}

describe("file.store", () => {
  it("makes uploaded bytes a file of the project, once", async () => {
    const { world, project, lead } = await place();
    const received = await bytesOf(lead, "id,left\n1,0\n");
    const input = { projectId: project.id, fileName: "members.csv", ...received };
    const first = await runCommand(storeFile, lead.actor, input);
    expect(first).toMatchObject({ ok: true, value: { mediaType: "text/csv", bytes: 12 } });
    expect(await runCommand(storeFile, lead.actor, input)).toEqual(first);
    expect(await world.db.storedFile.count({ where: { projectId: project.id } })).toBe(1);
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type === "file.stored")).toHaveLength(1);
  });

  it("gives nobody bytes of which they only know the hash", async () => {
    const { world, project } = await place();
    const secret = await aFile(world, project);
    const outsider = (await world.project()).lead;
    const elsewhere = await world.project();
    const result = await runCommand(storeFile, elsewhere.lead.actor, {
      projectId: elsewhere.id,
      sha256: secret.sha256,
      fileName: "mine.csv",
      mediaType: secret.mediaType,
      bytes: Number(secret.bytes),
    });
    expect(result).toMatchObject({ ok: false, error: { issues: [{ path: "sha256" }] } });
    const look = runQuery(getDownloadTarget, outsider.actor, { fileId: secret.id });
    await expect(look).rejects.toMatchObject({ code: "not_found" });
  });

  it.each([
    ["sha256", { sha256: "0".repeat(64) }],
    ["sha256", { sha256: "../../etc/passwd" }],
    ["sha256", { bytes: 999 }],
    ["fileName", { fileName: "../members.csv" }],
    ["fileName", { fileName: "a\nb.csv" }],
    ["mediaType", { mediaType: "text" }],
  ])("refuses at %s: %j", async (path, change) => {
    const { project, lead } = await place();
    const received = await bytesOf(lead, "id,left\n2,1\n");
    const input = { projectId: project.id, fileName: "members.csv", ...received, ...change };
    const result = await runCommand(storeFile, lead.actor, input);
    expect(result).toMatchObject({ ok: false, error: { issues: [{ path }] } });
  });

  it("tells the download what to send", async () => {
    const { world, project } = await place();
    const { id: fileId, sha256 } = await aFile(world, project);
    const viewer = await world.person(project, "viewer");
    const target = await runQuery(getDownloadTarget, viewer.actor, { fileId });
    expect(target).toMatchObject({ sha256, fileName: "members.csv", mediaType: "text/csv" });
  });
});

describe("metric.push", () => {
  const recall = { name: "recall", value: 0.81, direction: "higher_is_better" };

  it("records a value, listed by name and slice from the newest", async () => {
    const { world, project, lead } = await place();
    const base = { projectId: project.id, ...recall };
    const measured = ["2026-01-01T10:00:00Z", "2026-02-01T11:00:00+01:00"];
    for (const measuredAt of measured) {
      const result = await runCommand(pushMetric, lead.actor, { ...base, measuredAt });
      expect(result).toMatchObject({ ok: true });
    }
    await runCommand(pushMetric, lead.actor, { ...base, slice: "channel=web", value: 0.7 });
    const page = await runQuery(listMetrics, lead.actor, { projectId: project.id, slice: "" });
    metricPage.parse(page);
    expect(page.rows.map((row) => row.measuredAt)).toEqual([
      "2026-02-01T10:00:00.000Z",
      "2026-01-01T10:00:00.000Z",
    ]);
    const all = { projectId: project.id, name: "recall", limit: 2 };
    const first = await runQuery(listMetrics, lead.actor, all);
    expect(first.rows[0]).toMatchObject({ slice: "channel=web", value: 0.7 });
    const rest = await runQuery(listMetrics, lead.actor, { ...all, cursor: first.nextCursor });
    expect(rest.rows).toHaveLength(1);
    expect(await world.auditTypes(project.id)).toContain("metric.pushed");
  });

  it.each([
    ["value", { value: Number.NaN }],
    ["value", { value: Number.POSITIVE_INFINITY }],
    ["measuredAt", { measuredAt: new Date(Date.now() + 3_600_000).toISOString() }],
    ["measuredAt", { measuredAt: "yesterday" }],
    ["name", { name: "" }],
    ["direction", { direction: "up" }],
  ])("refuses at %s: %j", async (path, change) => {
    const { project, lead } = await place();
    const input = { projectId: project.id, ...recall, ...change };
    const result = await runCommand(pushMetric, lead.actor, input);
    expect(result).toMatchObject({ ok: false, error: { issues: [{ path }] } });
  });

  it("refuses evidence of another project", async () => {
    const { world, project, lead } = await place();
    const foreign = await someEvidence(world, await world.project());
    const input = { projectId: project.id, ...recall, evidenceId: foreign.id };
    const result = await runCommand(pushMetric, lead.actor, input);
    expect(result).toMatchObject({ ok: false, error: { issues: [{ path: "evidenceId" }] } });
  });
});
