/** The end of an axis that begins at zero: 1, 2, 4, 6 or 8 times a power of ten, so that its half is round too. */
export function axisEnd(most: number): number {
  if (most <= 4) {
    return 4;
  }
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 6, 8, 10].find((each) => each * power >= most) ?? 10;
  return step * power;
}
