import type { ComponentPropsWithRef } from "react";
import { Icon } from "./icon";

type SelectOption = { value: string; label: string; disabled?: boolean };

type SelectProps = Omit<ComponentPropsWithRef<"select">, "className" | "children" | "multiple"> & {
  options: readonly SelectOption[];
  /** First, empty choice, as in "Choose a role". */
  placeholder?: string;
};

export function Select({ options, placeholder, ...rest }: SelectProps) {
  return (
    <div className="wm-select">
      <select {...rest} className="wm-input">
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={12} />
    </div>
  );
}
