/** Days from which the second and every further band of age begins. */
export const bandStarts = [15, 31, 61, 91, 181] as const;

/** "0 to 14", …, "181 and more". */
export const bandLabels: readonly string[] = [0, ...bandStarts].map((from, index) => {
  const next = bandStarts[index];
  return next === undefined ? `${from} and more` : `${from} to ${next - 1}`;
});
