import * as z from "zod";

/**
 * Reads a form into the shape a strict input schema expects, so that schemas
 * stay plain JSON and serve REST unchanged. Dotted names nest
 * (`estimate.low`); repeated names fill arrays; an unticked checkbox is false;
 * an empty text is absent for optional fields and null for nullable ones.
 * Fields the schema does not know are kept, so that it refuses them by name;
 * the ones Next adds are dropped.
 */
export function inputOfForm(schema: z.ZodType, form: FormData): unknown {
  const fields = new Map<string, FormDataEntryValue[]>();
  for (const [name, value] of form) {
    if (!name.startsWith("$ACTION_")) {
      fields.set(name, [...(fields.get(name) ?? []), value]);
    }
  }
  return objectOf(schema, fields);
}

type Fields = Map<string, FormDataEntryValue[]>;

function objectOf(schema: z.ZodType, fields: Fields): Record<string, unknown> {
  const { core } = peel(schema);
  const shape: Record<string, z.ZodType> =
    core instanceof z.ZodObject ? (core.shape as Record<string, z.ZodType>) : {};
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape)) {
    const value = fieldValue(member, name, fields);
    if (value !== undefined) {
      result[name] = value;
    }
  }
  for (const [name, values] of fields) {
    const head = name.split(".")[0] ?? name;
    if (!Object.hasOwn(shape, head)) {
      result[name] = values[0];
    }
  }
  return result;
}

function fieldValue(schema: z.ZodType, name: string, fields: Fields): unknown {
  const { core, isNullable } = peel(schema);
  if (core instanceof z.ZodArray) {
    return arrayOf(core, name, fields);
  }
  if (core instanceof z.ZodObject) {
    const nested = below(name, fields);
    return nested.size === 0 ? undefined : objectOf(core, nested);
  }
  const raw = fields.get(name)?.[0];
  if (core instanceof z.ZodBoolean) {
    return raw === "on" || raw === "true";
  }
  if (raw === undefined) {
    return undefined;
  }
  if (raw === "" && isNullable) {
    return null;
  }
  if (raw === "" && isEmptyAbsent(schema)) {
    return undefined;
  }
  return core instanceof z.ZodNumber ? numberOf(raw) : raw;
}

function arrayOf(schema: z.ZodArray, name: string, fields: Fields): unknown[] {
  const element = schema.element as z.ZodType;
  if (peel(element).core instanceof z.ZodObject) {
    const rows: unknown[] = [];
    for (let index = 0; ; index += 1) {
      const nested = below(`${name}.${index}`, fields);
      if (nested.size === 0) {
        return rows;
      }
      rows.push(objectOf(element, nested));
    }
  }
  const values = (fields.get(name) ?? []).filter((value) => value !== "");
  return peel(element).core instanceof z.ZodNumber ? values.map(numberOf) : values;
}

function below(name: string, fields: Fields): Fields {
  const prefix = `${name}.`;
  const nested: Fields = new Map();
  for (const [key, values] of fields) {
    if (key.startsWith(prefix)) {
      nested.set(key.slice(prefix.length), values);
    }
  }
  return nested;
}

/** A text that is no number stays a text: the schema then says so at the field. */
function numberOf(raw: FormDataEntryValue): unknown {
  const text = typeof raw === "string" ? raw.trim().replace(",", ".") : raw;
  return typeof text === "string" && text !== "" && Number.isFinite(Number(text))
    ? Number(text)
    : raw;
}

function isEmptyAbsent(schema: z.ZodType): boolean {
  return schema.safeParse(undefined).success;
}

function peel(schema: z.ZodType): { core: z.ZodType; isNullable: boolean } {
  let core = schema;
  let isNullable = false;
  for (;;) {
    if (core instanceof z.ZodNullable) {
      isNullable = true;
      core = core.unwrap() as z.ZodType;
    } else if (core instanceof z.ZodOptional || core instanceof z.ZodDefault) {
      core = core.unwrap() as z.ZodType;
    } else if (core instanceof z.ZodPipe) {
      core = core.in as z.ZodType;
    } else {
      return { core, isNullable };
    }
  }
}
