import { TextField } from "@/components/ui/text-field";
import type { MatrixDrawing } from "@/lib/risks/schema/matrix";
import type { DrawingProps } from "./matrix-cells";

const titles = { likelihoods: "Likelihood", impacts: "Impact" } as const;
type Part = keyof typeof titles;

/** Name and meaning of each step of both sides. */
export function MatrixSteps(props: DrawingProps) {
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <Side part="likelihoods" {...props} />
      <Side part="impacts" {...props} />
    </div>
  );
}

function Side({ part, drawing, onDraw }: DrawingProps & { part: Part }) {
  const steps = drawing[part];
  const change = (index: number, step: Partial<MatrixDrawing["impacts"][number]>) => {
    const before = steps[index] ?? { label: "", meaning: "" };
    onDraw({ ...drawing, [part]: steps.with(index, { ...before, ...step }) });
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 font-semibold text-sm">{titles[part]}</legend>
      {steps.map(({ label, meaning }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <div key={index} className="grid gap-2 sm:grid-cols-[10rem_1fr]">
          <TextField
            name={`${part}-${index}-label`}
            label={`Step ${index + 1}`}
            maxLength={40}
            value={label}
            onChange={(event) => change(index, { label: event.target.value })}
          />
          <TextField
            name={`${part}-${index}-meaning`}
            label={`What step ${index + 1} means`}
            optional="yes"
            maxLength={300}
            value={meaning}
            onChange={(event) => change(index, { meaning: event.target.value })}
          />
        </div>
      ))}
    </fieldset>
  );
}
