import { Facts } from "@/components/ui/facts";
import type { PartsTable } from "@/lib/risk-parts/schema";
import { PartPeople } from "./part-people";
import { partWords } from "./part-words";

export function PartsFacts({ parts }: { parts: PartsTable }) {
  const { responsible, accountable, consulted, informed } = parts;
  return (
    <Facts
      facts={[
        { name: partWords.responsible, value: <PartPeople people={responsible} /> },
        {
          name: partWords.accountable,
          value: <PartPeople people={accountable === null ? [] : [accountable]} />,
        },
        { name: partWords.consulted, value: <PartPeople people={consulted} /> },
        { name: partWords.informed, value: <PartPeople people={informed} /> },
      ]}
    />
  );
}
