import { TextField } from "@/components/ui/text-field";

type GuestFieldsProps = {
  names: { name: string; email: string; organisation: string };
  values: Readonly<Partial<Record<string, string>>>;
  errors: Partial<Record<"name" | "email" | "organisation", string | undefined>>;
  /** Stands before the ids, where one page holds the same names twice. */
  idPrefix?: string;
};

/** Who somebody outside is. Shown by the style sheet while the list before it says so, script or not. */
export function GuestFields({ names, values, errors, idPrefix = "" }: GuestFieldsProps) {
  const fieldOf = (part: keyof GuestFieldsProps["names"]) => ({
    id: `${idPrefix}${names[part]}`,
    name: names[part],
    defaultValue: values[names[part]],
    error: errors[part],
  });
  return (
    <div className="wm-guest-fields">
      <TextField {...fieldOf("name")} label="Name" autoComplete="off" />
      <TextField
        {...fieldOf("email")}
        type="email"
        label="E-mail address"
        hint="Gets the link, and the code that confirms the signature."
        autoComplete="off"
      />
      <TextField
        {...fieldOf("organisation")}
        label="Organisation"
        optional="yes"
        autoComplete="off"
      />
    </div>
  );
}
