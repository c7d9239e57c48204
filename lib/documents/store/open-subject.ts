import "server-only";
import type { DocumentSubject } from "@/lib/documents/schema";
import type { ReadDb } from "@/lib/platform/db";

type At = { projectId: string; subject: DocumentSubject; subjectId: string; number: number };

/** What a version or round is called, or null where the project has no such thing. */
export async function subjectInProject(db: ReadDb, at: At): Promise<string | null> {
  const { projectId, subject, subjectId, number } = at;
  if (subject === "business_case") {
    const version = await db.businessCaseVersion.findFirst({
      where: { caseId: subjectId, number, businessCase: { projectId } },
      select: { id: true },
    });
    return version === null ? null : `version ${number} of the business case`;
  }
  const round = await db.gateRound.findFirst({
    where: { gateId: subjectId, number, gate: { projectId } },
    select: { gate: { select: { code: true } } },
  });
  return round === null ? null : `round ${number} of ${round.gate.code}`;
}
