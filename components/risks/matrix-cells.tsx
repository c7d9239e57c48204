import { Select } from "@/components/ui/select";
import { SelectField } from "@/components/ui/select-field";
import { resized } from "@/lib/risks/rules/drawing";
import { isBeyondLine, shadeOf } from "@/lib/risks/rules/matrix";
import { sides } from "@/lib/risks/rules/matrix-bounds";
import type { MatrixDrawing } from "@/lib/risks/schema/matrix";

export type DrawingProps = { drawing: MatrixDrawing; onDraw: (drawing: MatrixDrawing) => void };

const sizes = Array.from({ length: sides.max - sides.min + 1 }, (_, index) => ({
  value: String(sides.min + index),
  label: String(sides.min + index),
}));

/** The matrix as people see it, each cell with its level, and under each likelihood the line. */
export function MatrixCells({ drawing, onDraw }: DrawingProps) {
  const rows = drawing.likelihoods.length;
  const columns = drawing.impacts.length;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-3">
        <div className="w-36">
          <SelectField
            name="rows"
            label="Steps of likelihood"
            options={sizes}
            value={String(rows)}
            onChange={(event) =>
              onDraw(resized(drawing, { rows: Number(event.target.value), columns }))
            }
          />
        </div>
        <div className="w-36">
          <SelectField
            name="columns"
            label="Steps of impact"
            options={sizes}
            value={String(columns)}
            onChange={(event) =>
              onDraw(resized(drawing, { rows, columns: Number(event.target.value) }))
            }
          />
        </div>
      </div>
      <p className="text-ink-2 text-sm">
        Another size draws levels and line anew; ratings keep their relative height, rounded up.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto pb-1" tabIndex={0} aria-label="The matrix">
        <table className="border-separate border-spacing-1 text-xs">
          <caption className="sr-only">
            The level of each cell by likelihood and impact, and for each likelihood up to which
            impact a risk stands within the appetite.
          </caption>
          <tbody>
            {drawing.impacts.map((_, index) => (
              <ImpactRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
                key={index}
                impact={columns - index}
                drawing={drawing}
                onDraw={onDraw}
              />
            ))}
            <LineRow drawing={drawing} onDraw={onDraw} />
          </tbody>
          <tfoot>
            <tr>
              <td />
              {drawing.likelihoods.map(({ label }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
                <th key={index} scope="col" className="px-1 font-normal text-ink-3">
                  {label}
                </th>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
    </div>
  );
}

function ImpactRow({ impact, drawing, onDraw }: DrawingProps & { impact: number }) {
  const { impacts, likelihoods, levels, grid } = drawing;
  const name = impacts[impact - 1]?.label ?? "";
  const options = levels.map(({ label }, index) => ({ value: String(index + 1), label }));
  return (
    <tr>
      <th scope="row" className="pr-2 text-right font-normal text-ink-3">
        {name}
      </th>
      {likelihoods.map((step, place) => {
        const index = place * impacts.length + impact - 1;
        const level = grid[index] ?? 1;
        const isBeyond = isBeyondLine(drawing, { likelihood: place + 1, impact });
        return (
          <td
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={place}
            className="min-w-30 p-1"
            style={{ background: `var(--wm-sev-${shadeOf(level, levels.length)})` }}
          >
            <Select
              aria-label={`${step.label}, ${name}${isBeyond ? ", above the appetite" : ""}`}
              options={options}
              value={level}
              onChange={(event) =>
                onDraw({ ...drawing, grid: grid.with(index, Number(event.target.value)) })
              }
            />
            <span className="block pt-0.5 text-2xs text-ink">
              {isBeyond ? "above the appetite" : "within"}
            </span>
          </td>
        );
      })}
    </tr>
  );
}

function LineRow({ drawing, onDraw }: DrawingProps) {
  const { impacts, likelihoods, within } = drawing;
  const options = [
    { value: "0", label: "none" },
    ...impacts.map(({ label }, index) => ({ value: String(index + 1), label })),
  ];
  return (
    <tr>
      <th scope="row" className="pr-2 text-right font-semibold text-ink">
        Within up to
      </th>
      {likelihoods.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <td key={index} className="p-1">
          <Select
            aria-label={`Appetite at ${step.label}: within up to`}
            options={options}
            value={within[index] ?? 0}
            onChange={(event) =>
              onDraw({ ...drawing, within: within.with(index, Number(event.target.value)) })
            }
          />
        </td>
      ))}
    </tr>
  );
}
