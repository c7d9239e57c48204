import "server-only";
import type { WorkspaceAccess } from "@/lib/authz/access";
import type { ReadDb } from "@/lib/platform/db";
import type { ProjectHitsView } from "@/lib/portfolio/schema";
import { isNamedLike } from "@/lib/portfolio/store/list-rows";
import { visibleTo } from "@/lib/portfolio/store/standing-sql";

/** More hits than anybody reads; a longer text narrows them. */
const HITS = 20;

/** A key typed in full comes first, then names that begin with the text, then all others. */
export async function findProjectHits(
  db: ReadDb,
  { access, text }: { access: WorkspaceAccess; text: string },
): Promise<ProjectHitsView["rows"]> {
  return db.$queryRaw<ProjectHitsView["rows"]>`
    SELECT p.id, p.key, p.name, p.unit, p.status::text AS status
    FROM projects p
    WHERE ${visibleTo(access)} AND ${isNamedLike(text)}
    ORDER BY p.status, upper(p.key) <> upper(${text}), NOT starts_with(lower(p.name), lower(${text})),
      lower(p.name), p.id
    LIMIT ${HITS}`;
}
