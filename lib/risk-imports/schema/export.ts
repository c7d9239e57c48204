import * as z from "zod";
import { pageOf } from "@/lib/kernel/page-cursor";
import { importFields } from "@/lib/risk-imports/rules/import-fields";

/** One risk as the row of a spreadsheet: by field, ready to be read in again. */
export const exportPage = pageOf(z.record(z.enum(importFields), z.union([z.string(), z.number()])));
export type ExportRow = z.infer<typeof exportPage>["rows"][number];
