import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field-error";
import type { PlaceView } from "@/lib/risk-catalogue/schema";

type PlaceChoiceProps = {
  id: string;
  name: "stages" | "tasks";
  title: string;
  places: readonly PlaceView[];
  /** Keys, one a line. */
  chosen: string;
  error: string | undefined;
};

/** Of what playbooks have, each under its names; what is chosen although no playbook has it stays on the list. */
export function PlaceChoice({ id, name, title, places, chosen, error }: PlaceChoiceProps) {
  const keys = new Set(chosen.split("\n").filter((key) => key !== ""));
  const known = new Set(places.map(({ key }) => key));
  const gone = [...keys].filter((key) => !known.has(key)).map((key) => ({ key, name: key }));
  return (
    <details className="wm-panel" open={error !== undefined}>
      <summary className="px-3 py-2 font-medium">
        {title} <span className="font-normal text-ink-3">({keys.size} chosen)</span>
      </summary>
      <fieldset className="grid max-h-64 gap-1 overflow-y-auto border-t border-line px-3 py-2">
        <legend className="sr-only">{title}</legend>
        {error !== undefined && <FieldError id={`${id}-note`}>{error}</FieldError>}
        {[...gone, ...places].map((place) => (
          <Checkbox
            key={place.key}
            id={`${id}-${place.key}`}
            name={name}
            value={place.key}
            label={place.name}
            defaultChecked={keys.has(place.key)}
          />
        ))}
      </fieldset>
    </details>
  );
}
