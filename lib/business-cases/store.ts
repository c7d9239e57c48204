import "server-only";
import { emptyCase } from "@/lib/business-cases/schema";
import type { Tx } from "@/lib/platform/db";

/** The empty page a project starts with. */
export async function createCase(
  tx: Tx,
  facts: { projectId: string; title: string },
): Promise<void> {
  const draft = { ...emptyCase, title: facts.title };
  await tx.businessCase.create({ data: { projectId: facts.projectId, draft } });
}
