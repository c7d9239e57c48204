/** Who acted, and in whose place where it was not their own: one way of saying it for every record. */
export function actingName(name: string, insteadOf: string | null | undefined): string {
  return insteadOf === null || insteadOf === undefined || insteadOf === ""
    ? name
    : `${name} for ${insteadOf}`;
}
