import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import type { EditPreviewView } from "@/lib/risk-register/schema/bulk";
import type { WantedFields } from "./edit-risks-form";
import { categoryWords, choicesOf, treatmentWords } from "./risk-words";

type EditChoiceProps = { preview: EditPreviewView; wanted: WantedFields; today: string };

const asItIs = { value: "", label: "As it is" };

/** What the chosen risks are to have in common. Asking only shows; nothing is changed yet. */
export function EditChoice({ preview, wanted, today }: EditChoiceProps) {
  const people = preview.people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Panel title="What to change">
      <form action="/risks/edit" className="grid gap-3" aria-label="What to change">
        {preview.rows.map((row) => (
          <input key={row.riskId} type="hidden" name="pick" value={row.riskId} />
        ))}
        <div className="grid grid-cols-4 gap-3 max-lg:grid-cols-2 max-sm:grid-cols-1">
          <Field id="ownerId" label="Owner">
            {(control) => (
              <Select
                {...control}
                name="ownerId"
                defaultValue={wanted["ownerId"] ?? ""}
                options={[asItIs, ...people]}
              />
            )}
          </Field>
          <Field id="category" label="Category">
            {(control) => (
              <Select
                {...control}
                name="category"
                defaultValue={wanted["category"] ?? ""}
                options={[asItIs, ...choicesOf(categoryWords)]}
              />
            )}
          </Field>
          <Field id="treatment" label="Treatment">
            {(control) => (
              <Select
                {...control}
                name="treatment"
                defaultValue={wanted["treatment"] ?? ""}
                options={[asItIs, ...choicesOf(treatmentWords)]}
              />
            )}
          </Field>
          <Field id="reviewDueOn" label="Next review">
            {(control) => (
              <TextInput
                {...control}
                type="date"
                name="reviewDueOn"
                min={today}
                defaultValue={wanted["reviewDueOn"] ?? ""}
              />
            )}
          </Field>
        </div>
        <div>
          <Button type="submit">Show what will change</Button>
        </div>
      </form>
    </Panel>
  );
}
