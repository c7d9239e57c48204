import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";

export type CaseFieldShape =
  | { kind: "line" | "number" | "day" | "paragraph"; label: string; hint?: string }
  | { kind: "choice"; label: string; options: readonly { value: string; label: string }[] }
  /** Travels with the row and is not shown, as the project an effort was taken from. */
  | { kind: "hidden"; label: string };

type CaseFieldProps = {
  /** Path in the document, which is the name of the field. */
  name: string;
  shape: CaseFieldShape;
  value: string | number | null | undefined;
  error: string | undefined;
};

export function CaseField({ name, shape, value, error }: CaseFieldProps) {
  const text = value ?? "";
  if (shape.kind === "hidden") {
    return text === "" ? null : <input type="hidden" name={name} value={text} />;
  }
  const hint = shape.kind === "choice" ? undefined : shape.hint;
  return (
    <Field id={name} label={shape.label} error={error} {...(hint === undefined ? {} : { hint })}>
      {(control) => {
        const common = { ...control, name, defaultValue: text };
        switch (shape.kind) {
          case "choice":
            return <Select {...common} options={shape.options} />;
          case "paragraph":
            return <TextArea {...common} rows={3} />;
          case "day":
            return <TextInput {...common} type="date" />;
          case "number":
            return <TextInput {...common} inputMode="decimal" />;
          default:
            return <TextInput {...common} />;
        }
      }}
    </Field>
  );
}
