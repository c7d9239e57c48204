import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { whyNotRaiseIn, whyNotUndo } from "@/lib/risk-imports/policy";
import {
  asksDayOrder,
  choicesOf,
  doubledHeadsOf,
  headsOf,
  previewOf,
  wordsOf,
} from "@/lib/risk-imports/rules/draft-view";
import { readRows } from "@/lib/risk-imports/rules/read-rows";
import { undoEndsAt } from "@/lib/risk-imports/rules/time-limits";
import { getDraftInput, importRef, listImportsInput } from "@/lib/risk-imports/schema/inputs";
import { draftView, importListView, importView } from "@/lib/risk-imports/schema/views";
import { loadDraft, workspaceScopeOfDraft } from "@/lib/risk-imports/store/drafts";
import {
  listChangedSince,
  listMine,
  loadImport,
  workspaceScopeOfImport,
} from "@/lib/risk-imports/store/imports";
import { listSeenProjects, loadReferences } from "@/lib/risk-imports/store/references";
import { loadMatrix } from "@/lib/risks/store/matrix";

export const listRiskImports = defineQuery({
  name: "risk-import.list",
  permission: "risk:import",
  input: listImportsInput,
  output: importListView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risk-imports",
    summary: "Your drafts and your latest imports of risks",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async fetch({ db, access, now }) {
    const { workspaceId, member } = access;
    const [[drafts, imports], projects] = await Promise.all([
      listMine(db, { workspaceId, userId: member.userId, now }),
      listSeenProjects(db, { workspaceId, member }),
    ]);
    const mayRaise = projects.some((project) => whyNotRaiseIn(project, member) === null);
    return {
      drafts: drafts.map(({ createdAt, ...draft }) => ({
        ...draft,
        createdAt: createdAt.toISOString(),
      })),
      imports: imports.map(({ id, fileName, importedAt, addedCount, updatedCount, undoneAt }) => ({
        id,
        fileName,
        importedAt: importedAt.toISOString(),
        added: addedCount,
        updated: updatedCount,
        isUndone: undoneAt !== null,
      })),
      whyNotImport: mayRaise
        ? null
        : "You raise risks in no project of this workspace. Ask the lead of a project for a role that does.",
    };
  },
});

export const getImportDraft = defineQuery({
  name: "risk-import.get-draft",
  permission: "risk:import",
  input: getDraftInput,
  output: draftView,
  operation: {
    method: "GET",
    path: "/risk-imports/drafts/{draftId}",
    summary: "A draft with its columns, words and rows, and what is wrong with which cell",
  },
  scope: ({ db, input }) => workspaceScopeOfDraft(db, input.draftId),

  async fetch({ db, access, input, now }) {
    const { workspaceId, member } = access;
    const { draftId: id, ...part } = input;
    const [draft, matrix] = await Promise.all([
      loadDraft(db, { id, workspaceId, ownerId: member.userId, now }),
      loadMatrix(db, workspaceId),
    ]);
    const references = await loadReferences(db, draft, { workspaceId, member, matrix, now });
    const { grid, settings } = draft;
    const rows = readRows(grid, settings, references);
    return {
      id,
      version: draft.version,
      fileName: draft.fileName,
      expiresAt: draft.expiresAt.toISOString(),
      importId: draft.importId,
      reading: draft.reading,
      headerRow: settings.headerRow + 1,
      heads: headsOf(grid, settings),
      doubledHeads: doubledHeadsOf(grid, settings),
      columns: settings.columns,
      dayOrder: settings.dayOrder,
      asksDayOrder: asksDayOrder(rows),
      onDuplicate: settings.onDuplicate,
      words: wordsOf(rows, settings),
      choices: choicesOf(references),
      ...previewOf(rows, part),
    };
  },
});

export const getRiskImport = defineQuery({
  name: "risk-import.get",
  permission: "risk:import",
  input: importRef,
  output: importView,
  operation: {
    method: "GET",
    path: "/risk-imports/{importId}",
    summary: "One of your imports, and whether it can be undone",
  },
  scope: ({ db, input }) => workspaceScopeOfImport(db, input.importId),

  async fetch({ db, access, input, now }) {
    const { workspaceId, member } = access;
    const at = { id: input.importId, workspaceId, importedById: member.userId };
    const imported = await loadImport(db, at);
    const [changed, seen] = await Promise.all([
      listChangedSince(db, imported.risks),
      listSeenProjects(db, { workspaceId, member }),
    ]);
    const touched = new Set(imported.risks.map(({ projectId }) => projectId));
    const undoUntil = undoEndsAt(imported.importedAt);
    const facts = { ...imported, importedByName: member.name, undoUntil, changed };
    return {
      id: imported.id,
      fileName: imported.fileName,
      importedAt: imported.importedAt.toISOString(),
      importedByName: member.name,
      added: imported.addedCount,
      updated: imported.updatedCount,
      contentSha256: imported.contentSha256,
      projects: seen
        .filter(({ id }) => touched.has(id))
        .map(({ id, key, name }) => ({ id, key, name })),
      undoneAt: imported.undoneAt?.toISOString() ?? null,
      undoUntil: undoUntil.toISOString(),
      whyNotUndo: whyNotUndo(facts, { userId: member.userId, now }),
    };
  },
});
