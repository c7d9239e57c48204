import type * as z from "zod";
import { AppError } from "@/lib/kernel/app-error";

/** Validates what came through a door. Throws `invalid_input` with one sentence per field. */
export function parseInput<Input extends z.ZodType>(schema: Input, raw: unknown): z.output<Input> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) {
    return parsed.data;
  }
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.join("."),
    message:
      issue.code === "unrecognized_keys"
        ? `Unknown field: ${issue.keys.join(", ")}.`
        : issue.message,
  }));
  const count = issues.length === 1 ? "One field needs" : `${issues.length} fields need`;
  throw new AppError("invalid_input", `${count} another look. Nothing was saved.`, { issues });
}
