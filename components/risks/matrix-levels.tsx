import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { withLevels } from "@/lib/risks/rules/drawing";
import { acceptingRoles } from "@/lib/risks/rules/matrix-bounds";
import type { MatrixDrawing } from "@/lib/risks/schema/matrix";
import type { DrawingProps } from "./matrix-cells";

type MatrixLevel = MatrixDrawing["levels"][number];

const counts = [2, 3, 4, 5, 6].map((count) => ({ value: String(count), label: String(count) }));

/** What each level asks for: how often a look, and who may accept it for how long. */
export function MatrixLevels({ drawing, onDraw }: DrawingProps) {
  const { levels } = drawing;
  const change = (index: number, level: Partial<MatrixLevel>) =>
    onDraw({
      ...drawing,
      levels: levels.map((each, place) => (place === index ? { ...each, ...level } : each)),
    });
  return (
    <div className="grid gap-3">
      <div className="w-36">
        <SelectField
          name="levels"
          label="Number of levels"
          options={counts}
          value={String(levels.length)}
          onChange={(event) => onDraw(withLevels(drawing, Number(event.target.value)))}
        />
      </div>
      {levels.map((level, index) => (
        <LevelFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place
          key={index}
          place={index}
          level={level}
          onChange={(next) => change(index, next)}
        />
      ))}
    </div>
  );
}

type LevelFieldsProps = {
  place: number;
  level: MatrixLevel;
  onChange: (level: Partial<MatrixLevel>) => void;
};

function LevelFields({ place, level, onChange }: LevelFieldsProps) {
  const id = `level-${place}`;
  const days = (name: "reviewEveryDays" | "acceptedForDays") => ({
    id: `${id}-${name}`,
    name: `${id}-${name}`,
    type: "number",
    min: 1,
    max: 730,
    value: level[name] === 0 ? "" : level[name],
    onChange: (event: { target: { value: string } }) =>
      onChange({ [name]: Number(event.target.value) }),
  });
  return (
    <fieldset className="grid gap-2 border-t border-line pt-2">
      <legend className="font-semibold text-sm">{`Level ${place + 1}: ${level.label}`}</legend>
      <div className="grid gap-2 sm:grid-cols-[10rem_1fr_9rem_9rem]">
        <TextField
          name={`${id}-label`}
          label="Name"
          maxLength={40}
          value={level.label}
          onChange={(event) => onChange({ label: event.target.value })}
        />
        <TextField
          name={`${id}-meaning`}
          label="Meaning"
          optional="yes"
          maxLength={300}
          value={level.meaning}
          onChange={(event) => onChange({ meaning: event.target.value })}
        />
        <TextField {...days("reviewEveryDays")} label="Review every, days" />
        <TextField {...days("acceptedForDays")} label="Accepted for, days" />
      </div>
      <div className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <span className="text-ink-2">May be accepted by</span>
        {acceptingRoles.map((role) => (
          <Checkbox
            key={role}
            id={`${id}-${role}`}
            name={`${id}-acceptedBy`}
            label={titleOfProjectRole[role]}
            checked={level.acceptedBy.includes(role)}
            onChange={(event) =>
              onChange({
                acceptedBy: acceptingRoles.filter((each) =>
                  each === role ? event.target.checked : level.acceptedBy.includes(each),
                ),
              })
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
