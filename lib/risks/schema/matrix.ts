import * as z from "zod";
import { optionalText, text } from "@/lib/kernel/fields";
import { acceptingRoles, sides } from "@/lib/risks/rules/matrix-bounds";

function side(label: string) {
  const sentence = `A matrix has ${sides.min} to ${sides.max} steps of ${label}.`;
  const step = z.strictObject({
    label: text(`The name of a step of ${label}`, { max: 40 }),
    meaning: optionalText(`The meaning of a step of ${label}`, { max: 300 }),
  });
  return z.array(step, { error: sentence }).min(sides.min, sentence).max(sides.max, sentence);
}

const days = (label: string) =>
  z
    .number({ error: `${label} is a number of days.` })
    .int(`${label} is a whole number of days.`)
    .min(1, `${label} is at least one day.`)
    .max(730, `${label} is at most 730 days.`);

const levelCount = "A matrix has 2 to 6 levels.";

/** Lowest first. What a level asks for: how often a look, and who may accept it for how long. */
const matrixLevel = z.strictObject({
  label: text("The name of a level", { max: 40 }),
  meaning: optionalText("The meaning of a level", { max: 300 }),
  reviewEveryDays: days("The time between two reviews"),
  acceptedBy: z.array(z.enum(acceptingRoles)).max(acceptingRoles.length),
  acceptedForDays: days("The longest acceptance"),
});

const wholeNumber = z.number().int();

/**
 * Everything an admin draws. `grid` has the level of each cell, likelihood by
 * likelihood and in each the impacts upwards; `within` says per likelihood up
 * to which impact a risk stands within the appetite.
 */
export const matrixDrawing = z.strictObject({
  likelihoods: side("likelihood"),
  impacts: side("impact"),
  levels: z.array(matrixLevel, { error: levelCount }).min(2, levelCount).max(6, levelCount),
  grid: z.array(wholeNumber, { error: "Every cell of the matrix needs a level." }),
  within: z.array(wholeNumber, { error: "Every likelihood needs its part of the appetite line." }),
});
export type MatrixDrawing = z.infer<typeof matrixDrawing>;

export const matrixView = z.object({
  version: z.number(),
  likelihoods: z.array(z.object({ label: z.string(), meaning: z.string() })),
  impacts: z.array(z.object({ label: z.string(), meaning: z.string() })),
  levels: z.array(
    z.object({
      label: z.string(),
      meaning: z.string(),
      reviewEveryDays: z.number(),
      acceptedBy: z.array(z.enum(acceptingRoles)),
      acceptedForDays: z.number(),
    }),
  ),
  grid: z.array(z.number()),
  within: z.array(z.number()),
});

/** Matrix of a workspace as everything is read by: one version of it. */
export type Matrix = z.infer<typeof matrixView>;
