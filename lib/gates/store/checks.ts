import "server-only";
import type { Tx } from "@/lib/platform/db";
import type { ProjectRole } from "@/prisma/generated/enums";

export async function insertCheck(
  tx: Tx,
  facts: {
    gateId: string;
    criterionId: string;
    check: string;
    isTicked: boolean;
    note: string;
    setById: string;
    role: ProjectRole;
    iteration: number;
    setAt: Date;
  },
): Promise<void> {
  await tx.gateCheck.create({ data: facts, select: { id: true } });
}
