import * as z from "zod";

/** Former and new values of what was changed; acts of before they were kept have none. */
export const changes = z
  .array(
    z.object({
      field: z.string(),
      from: z.union([z.string(), z.number()]).nullable(),
      to: z.union([z.string(), z.number()]).nullable(),
    }),
  )
  .default([]);

export function event<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.object({ type: z.literal(type), ...shape });
}
