import "server-only";
import type { ReadDb } from "@/lib/platform/db";
import type { KnownPlaces } from "@/lib/risk-catalogue/rules/read-catalogue";
import type { PlaceView } from "@/lib/risk-catalogue/schema";
import { loadShipped } from "@/lib/risk-catalogue/store/shipped";

type Row = { kind: "stage" | "task"; key: string; names: string[] };
type Places = { stages: PlaceView[]; tasks: PlaceView[] };

/** The stages and tasks of the newest published versions, under all names they go by. */
export async function listPlaces(db: ReadDb, workspaceId: string): Promise<Places> {
  const rows = await db.$queryRaw<Row[]>`
    WITH latest AS (
      SELECT DISTINCT ON (p.id) v.document
      FROM playbooks p JOIN playbook_versions v ON v."playbookId" = p.id AND v.status = 'published'
      WHERE p."workspaceId" = ${workspaceId}::uuid AND p."archivedAt" IS NULL
      ORDER BY p.id, v.number DESC),
    stages AS (SELECT s.value AS stage FROM latest, jsonb_array_elements(document->'stages') s)
    SELECT 'stage' AS kind, stage->>'id' AS key, array_agg(DISTINCT stage->>'name') AS names
    FROM stages GROUP BY stage->>'id'
    UNION ALL
    SELECT 'task', t.value->>'id', array_agg(DISTINCT t.value->>'name')
    FROM stages, jsonb_array_elements(stage->'tasks') t GROUP BY t.value->>'id'
    ORDER BY 1, 2`;
  const placesOf = (kind: Row["kind"]) =>
    rows
      .filter((row) => row.kind === kind)
      .map(({ key, names }) => ({ key, name: names.join(" / ") }));
  return { stages: placesOf("stage"), tasks: placesOf("task") };
}

/** What a file may name: the playbooks of the workspace, and what the shipped entries name. */
export async function loadKnownPlaces(db: ReadDb, workspaceId: string): Promise<KnownPlaces> {
  const [places, shipped] = await Promise.all([listPlaces(db, workspaceId), loadShipped()]);
  const all = (field: "stages" | "tasks") =>
    new Set([
      ...places[field].map(({ key }) => key),
      ...shipped.entries.flatMap((entry) => entry[field]),
    ]);
  return { stages: all("stages"), tasks: all("tasks") };
}
