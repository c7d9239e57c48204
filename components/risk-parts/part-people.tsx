import type { PartPerson } from "@/lib/risk-parts/schema";

/** Names of one part; who left the project is marked, for nobody can count on them. */
export function PartPeople({ people }: { people: readonly PartPerson[] }) {
  if (people.length === 0) {
    return <span className="text-ink-3">Nobody</span>;
  }
  return (
    <>
      {people.map(({ id, name, isGone }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          {name}
          {isGone && <span className="text-bad-ink"> (left the project)</span>}
        </span>
      ))}
    </>
  );
}
