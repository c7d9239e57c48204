import "server-only";
import type { Member } from "@/lib/authz/actor";
import type { ProjectRole } from "@/lib/authz/permissions";
import { dayOf } from "@/lib/kernel/calendar";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { Grid } from "@/lib/kernel/spreadsheet";
import type { ReadDb } from "@/lib/platform/db";
import { whyNotRaiseIn, whyNotUpdate } from "@/lib/risk-imports/policy";
import { plain } from "@/lib/risk-imports/rules/import-fields";
import type {
  ImportPerson,
  ImportProject,
  ImportReferences,
  RegisteredRisk,
} from "@/lib/risk-imports/rules/import-row";
import { projectWordsIn } from "@/lib/risk-imports/rules/read-rows";
import type { ImportSettings } from "@/lib/risk-imports/schema/import-draft";
import type { RiskStatus } from "@/lib/risks/schema";
import type { Matrix } from "@/lib/risks/schema/matrix";

type Asked = {
  workspaceId: WorkspaceId;
  member: Member;
  matrix: Matrix;
  now: Date;
};

/** Everything the rows of a file are held against, in three statements however many rows there are. */
export async function loadReferences(
  db: ReadDb,
  draft: { grid: Grid; settings: ImportSettings },
  asked: Asked,
): Promise<ImportReferences> {
  const { matrix, member } = asked;
  const seen = await listSeenProjects(db, asked);
  const words = projectWordsIn(draft.grid, draft.settings);
  const named = seen.filter(({ key, name }) => words.has(plain(key)) || words.has(plain(name)));
  const ids = named.map(({ id }) => id);
  const [details, risks] = await Promise.all([loadDetails(db, ids), listRisks(db, ids)]);
  const rolesIn = new Map(named.map(({ id, roles }) => [id, roles]));
  return {
    today: dayOf(asked.now),
    likelihoods: matrix.likelihoods.map(({ label }) => label),
    impacts: matrix.impacts.map(({ label }) => label),
    projects: seen.map(({ roles, ...project }) => ({
      ...project,
      whyNotRaise: whyNotRaiseIn({ roles }, member),
      ...(details.get(project.id) ?? { people: [], stages: [] }),
    })),
    risks: risks.map(({ ownerId, ...risk }) => ({
      ...risk,
      whyNotUpdate: whyNotUpdate(
        { ...risk, ownerId },
        { roles: rolesIn.get(risk.projectId) ?? [] },
        member,
      ),
    })),
  };
}

type SeenProject = { id: string; key: string; name: string; roles: ProjectRole[] };

/** Projects this person may see with their roles there: their own, or every one of the workspace. */
export function listSeenProjects(
  db: ReadDb,
  { workspaceId, member }: Pick<Asked, "workspaceId" | "member">,
): Promise<SeenProject[]> {
  const isEverywhere = member.workspaceRole !== "member";
  return db.$queryRaw<SeenProject[]>`
    SELECT p.id, p.key, p.name, COALESCE(pm.roles::text[], '{}') AS roles
    FROM projects p
    LEFT JOIN project_members pm ON pm."projectId" = p.id AND pm."userId" = ${member.userId}::uuid
      AND pm."removedAt" IS NULL
    WHERE p."workspaceId" = ${workspaceId}::uuid AND (${isEverywhere} OR pm."userId" IS NOT NULL)
    ORDER BY p.key`;
}

type Details = Pick<ImportProject, "people" | "stages">;

async function loadDetails(db: ReadDb, ids: string[]): Promise<Map<string, Details>> {
  type Row = { id: string; people: ImportPerson[]; stages: ImportProject["stages"] };
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.id,
      COALESCE((SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'email', u.email))
        FROM project_members pm
        JOIN users u ON u.id = pm."userId" AND u."disabledAt" IS NULL
        JOIN memberships m ON m."workspaceId" = p."workspaceId" AND m."userId" = pm."userId"
          AND m."removedAt" IS NULL
        WHERE pm."projectId" = p.id AND pm."removedAt" IS NULL), '[]') AS people,
      COALESCE((SELECT json_agg(json_build_object('id', s.id, 'number', s.number, 'name', s.name)
        ORDER BY s.number) FROM stages s WHERE s."projectId" = p.id), '[]') AS stages
    FROM projects p WHERE p.id = ANY(${ids}::uuid[])`;
  return new Map(rows.map(({ id, ...details }) => [id, details]));
}

type RegisterRow = Omit<RegisteredRisk, "whyNotUpdate"> & {
  ownerId: string | null;
  status: RiskStatus;
};

function listRisks(db: ReadDb, projectIds: string[]): Promise<RegisterRow[]> {
  return db.$queryRaw<RegisterRow[]>`
    SELECT r.id, r."projectId", r.number, r.title, r.event, r.status::text, r.version, r."ownerId"
    FROM risks r WHERE r."projectId" = ANY(${projectIds}::uuid[])
    ORDER BY r."projectId", r.number`;
}
