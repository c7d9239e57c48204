import { expect, test } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { copyPlaybook } from "@/lib/playbooks/commands/copy-playbook";
import { discardDraft } from "@/lib/playbooks/commands/discard-draft";
import { publishPlaybook } from "@/lib/playbooks/commands/publish-playbook";
import { saveDraft } from "@/lib/playbooks/commands/save-draft";
import { checkPlaybookText, getPlaybook, listPlaybooks } from "@/lib/playbooks/queries";
import { aPlaybookCopy, builtInPlaybookId } from "@/lib/testing/inputs/playbooks";
import { aWorld, type World } from "@/lib/testing/world";

async function trail(world: World): Promise<string[]> {
  const rows = await world.db.auditEvent.findMany({
    where: { workspaceId: world.workspaceId },
    orderBy: { index: "asc" },
  });
  return rows.map(({ type }) => type);
}

test("a copy carries the text under its own key and name and begins at version 1", async () => {
  const world = await aWorld();
  const copy = await aPlaybookCopy(world);
  expect(copy.source).toContain(`id: "${copy.key}"`);
  expect(copy.source).toContain('name: "Our way of working"');
  expect(await trail(world)).toEqual(["playbook.copied"]);
});

test("a copy under a key that is taken is refused at the field", async () => {
  const world = await aWorld();
  const playbookId = await builtInPlaybookId(world);
  const input = { playbookId, key: "crisp-dm", name: "Ours" };
  expect(await runCommand(copyPlaybook, world.owner.actor, input)).toMatchObject({
    ok: false,
    error: { code: "invalid_input", issues: [{ path: "key" }] },
  });
});

test("a copy without a published version cannot be copied on", async () => {
  const world = await aWorld();
  const { playbookId } = await aPlaybookCopy(world);
  const input = { playbookId, key: "once-more", name: "Ours" };
  expect(await runCommand(copyPlaybook, world.owner.actor, input)).toMatchObject({
    ok: false,
    error: { code: "rule_refused" },
  });
});

test("a text that is no playbook is kept, with the line of what is wrong", async () => {
  const world = await aWorld();
  const { playbookId, version, source } = await aPlaybookCopy(world);
  const typed = source.replace("durationDays: ", "durationDays: minus ");

  const result = await runCommand(saveDraft, world.owner.actor, {
    playbookId,
    version,
    source: typed,
  });

  const line = typed.split("\n").findIndex((text) => text.includes("durationDays: minus")) + 1;
  expect(result).toMatchObject({ ok: true, value: { version: 2, problems: [{ line }] } });
  const view = await runQuery(getPlaybook, world.owner.actor, { playbookId });
  expect(view.draft).toMatchObject({ source: typed, problems: [{ line }], document: null });
  expect(view.whyNotPublish).toContain("One problem");
});

test("saving the same text again changes nothing and leaves no second trace", async () => {
  const world = await aWorld();
  const { playbookId, version, source } = await aPlaybookCopy(world);
  const input = { playbookId, version, source };
  expect(await runCommand(saveDraft, world.owner.actor, input)).toMatchObject({
    ok: true,
    value: { version },
  });
  expect(await trail(world)).toEqual(["playbook.copied"]);
});

test("a stale save overwrites nothing", async () => {
  const world = await aWorld();
  const { playbookId, version, source } = await aPlaybookCopy(world);
  const first = `${source}# one\n`;
  await runCommand(saveDraft, world.owner.actor, { playbookId, version, source: first });
  const late = { playbookId, version, source: `${source}# two\n` };
  expect(await runCommand(saveDraft, world.owner.actor, late)).toMatchObject({
    ok: false,
    error: { code: "conflict" },
  });
  const rows = await world.db.playbookVersion.findMany({ where: { playbookId } });
  expect(rows.map((row) => row.source)).toEqual([first]);
});

test("a shipped playbook is not edited, and control characters are refused at the field", async () => {
  const world = await aWorld();
  const playbookId = await builtInPlaybookId(world);
  expect(
    await runCommand(saveDraft, world.owner.actor, { playbookId, source: "id: mine" }),
  ).toMatchObject({ ok: false, error: { code: "rule_refused" } });
  expect(
    await runCommand(saveDraft, world.owner.actor, { playbookId, source: "a\u0000b" }),
  ).toMatchObject({ ok: false, error: { code: "invalid_input", issues: [{ path: "source" }] } });
});

test("a good draft is published once and for good; the next one needs a higher number", async () => {
  const world = await aWorld();
  const { owner } = world;
  const { playbookId, version, source } = await aPlaybookCopy(world);
  const published = await runCommand(publishPlaybook, owner.actor, { playbookId, version });
  expect(published).toMatchObject({ ok: true, value: { number: 1, version: 2 } });
  expect(await runCommand(publishPlaybook, owner.actor, { playbookId, version })).toMatchObject({
    ok: false,
    error: { code: "rule_refused" },
  });

  const same = `${source}# again\n`;
  const draft = await runCommand(saveDraft, owner.actor, { playbookId, source: same });
  expect(draft).toMatchObject({
    ok: true,
    value: { number: 2, problems: [{ message: expect.stringContaining("2 or higher") }] },
  });
  expect(await runCommand(publishPlaybook, owner.actor, { playbookId, version: 1 })).toMatchObject({
    ok: false,
    error: { code: "rule_refused", issues: [{ path: "source" }] },
  });
  const next = same.replace("\nversion: 1", "\nversion: 4");
  await runCommand(saveDraft, owner.actor, { playbookId, version: 1, source: next });
  expect(await runCommand(publishPlaybook, owner.actor, { playbookId, version: 2 })).toMatchObject({
    ok: true,
    value: { number: 4 },
  });
  const view = await runQuery(getPlaybook, owner.actor, { playbookId });
  expect(view.versions.map(({ number, status }) => [number, status])).toEqual([
    [4, "published"],
    [1, "published"],
  ]);
  expect(view.shown?.document.version).toBe(4);
});

test("two people who publish the same draft get one version", async () => {
  const world = await aWorld();
  const { playbookId, version } = await aPlaybookCopy(world);
  const admin = await world.member("admin");
  const results = await Promise.all(
    [world.owner, admin].map((who) =>
      runCommand(publishPlaybook, who.actor, { playbookId, version }),
    ),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
});

test("a discarded draft takes a never published copy with it, and again does nothing", async () => {
  const world = await aWorld();
  const { owner } = world;
  const { playbookId, version, source } = await aPlaybookCopy(world);
  await runCommand(publishPlaybook, owner.actor, { playbookId, version });
  await runCommand(saveDraft, owner.actor, { playbookId, source: `${source}# two\n` });
  const input = { playbookId, version: 1 };
  expect(await runCommand(discardDraft, owner.actor, input)).toMatchObject({
    value: { isPlaybookGone: false },
  });
  expect(await runCommand(discardDraft, owner.actor, input)).toMatchObject({ ok: true });
  expect(await trail(world)).toEqual([
    "playbook.copied",
    "playbook.published",
    "playbook.draft-saved",
    "playbook.draft-discarded",
  ]);
  const fresh = await aPlaybookCopy(world);
  const gone = { playbookId: fresh.playbookId, version: 1 };
  expect(await runCommand(discardDraft, owner.actor, gone)).toMatchObject({
    value: { isPlaybookGone: true },
  });
  expect(await runCommand(discardDraft, owner.actor, gone)).toMatchObject({
    ok: false,
    error: { code: "not_found" },
  });
});

test("only those who manage the workspace write playbooks; strangers see none", async () => {
  const world = await aWorld();
  const copy = await aPlaybookCopy(world);
  const { playbookId, version, source } = copy;
  const input = { playbookId, version, source: `${source}# x\n` };
  const stranger = (await aWorld()).owner;
  for (const role of ["member", "auditor"] as const) {
    const { actor } = await world.member(role);
    for (const attempt of [
      runCommand(saveDraft, actor, input),
      runCommand(publishPlaybook, actor, { playbookId, version }),
      runCommand(discardDraft, actor, { playbookId, version }),
      runCommand(copyPlaybook, actor, { playbookId, key: "ours", name: "Ours" }),
    ]) {
      expect(await attempt).toMatchObject({ ok: false, error: { code: "forbidden" } });
    }
  }
  expect(await runCommand(saveDraft, stranger.actor, input)).toMatchObject({
    ok: false,
    error: { code: "not_found" },
  });
  await expect(runQuery(getPlaybook, stranger.actor, { playbookId })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a member reads the published text and no draft", async () => {
  const world = await aWorld();
  const { playbookId } = await aPlaybookCopy(world);
  const { actor } = await world.member();
  const view = await runQuery(getPlaybook, actor, { playbookId });
  expect(view).toMatchObject({ draft: null, shown: null, versions: [], mayWrite: false });
});

test("the list pages through every playbook by name without losing one", async () => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  await aPlaybookCopy(world);
  const all = await runQuery(listPlaybooks, owner.actor, { workspaceId });
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const input = { workspaceId, limit: 2, ...(cursor === undefined ? {} : { cursor }) };
    const page = await runQuery(listPlaybooks, owner.actor, input);
    names.push(...page.rows.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(names).toEqual(all.rows.map(({ name }) => name));
  expect(all.rows.find(({ key }) => key === "crisp-dm-mlops")).toMatchObject({
    latest: { number: 2 },
    stageCount: 9,
    hasDraft: false,
    projectCount: 0,
  });
});

test("a text is checked while it is typed, and a good one is outlined", async () => {
  const world = await aWorld();
  const { playbookId, source } = await aPlaybookCopy(world);
  const check = (text: string) =>
    runQuery(checkPlaybookText, world.owner.actor, { playbookId, source: text });
  const good = await check(source);
  expect(good.problems).toEqual([]);
  expect(good.outline?.stages).toHaveLength(9);
  const renamed = await check(source.replace(/^id: .*$/m, "id: somebody-else"));
  expect(renamed.problems).toMatchObject([{ message: expect.stringContaining("must stay") }]);
});
