import "server-only";
import { Prisma } from "@/prisma/generated/client";

export type TreatedRisk = { id: string; number: number; title: string };

/** The risk that `tasks t` is to do something about, as JSON inside a statement that asks for more. */
export const treatedRisk = Prisma.sql`(SELECT json_build_object('id', k.id, 'number', k.number,
    'title', k.title)
  FROM risk_actions x JOIN risks k ON k.id = x."riskId"
  WHERE x."taskId" = t.id AND x."removedAt" IS NULL)`;
