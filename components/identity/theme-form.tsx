import { RadioGroup } from "@/components/ui/radio-group";
import { SubmitButton } from "@/components/ui/submit-button";

type ThemeFormProps = { theme: string; action: (form: FormData) => Promise<void> };

export function ThemeForm({ theme, action }: ThemeFormProps) {
  return (
    <form action={action} className="grid gap-3">
      <RadioGroup
        name="theme"
        legend="Colours"
        defaultValue={theme}
        options={[
          { value: "system", label: "As the device" },
          { value: "light", label: "Light" },
          { value: "dark", label: "Dark" },
        ]}
      />
      <div>
        <SubmitButton variant="default" size="sm">
          Use these colours
        </SubmitButton>
      </div>
    </form>
  );
}
