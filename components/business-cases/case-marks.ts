import type { CaseSection } from "@/lib/business-cases/schema";

/** What a reader should look at again, per section of the case. */
export type CaseMarks = Partial<Record<CaseSection, { before: string[]; after: string[] }>>;
