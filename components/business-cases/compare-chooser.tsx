import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import type { CaseView } from "@/lib/business-cases/schema";

type CompareChooserProps = { versions: CaseView["versions"]; from: number; to: number };

/** Any two versions, not only neighbours; the choice is in the address. */
export function CompareChooser({ versions, from, to }: CompareChooserProps) {
  const options = versions.map(({ number }) => ({
    value: String(number),
    label: `Version ${number}`,
  }));
  return (
    <form className="no-print flex flex-wrap items-end gap-2">
      <SelectField name="from" label="Compare" options={options} defaultValue={String(from)} />
      <SelectField name="to" label="with" options={options} defaultValue={String(to)} />
      <Button type="submit">Compare</Button>
    </form>
  );
}
