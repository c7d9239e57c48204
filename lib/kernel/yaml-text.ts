import { stringify } from "yaml";

/** A value as YAML that people edit by hand: long texts folded, nothing repeated by reference. */
export function yamlText(value: unknown): string {
  return stringify(value, { lineWidth: 100, aliasDuplicateObjects: false, singleQuote: false });
}
