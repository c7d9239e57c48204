"use client";

import { type ChangeEvent, useEffect, useState } from "react";
import type { FormHelp } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/text-field";
import { suggestProjectKey } from "@/lib/projects/rules/project-key";

/** A key nobody else in the workspace uses; null when none can be told now. */
export type SuggestKey = (name: string) => Promise<string | null>;

type NewProjectNameProps = { field: FormHelp["field"]; suggestKey: SuggestKey };

const PAUSE_MS = 350;

/** The initials at once, the free key of the workspace as soon as typing pauses. */
function useSuggestedKey(name: string, suggestKey: SuggestKey): string {
  const [found, setFound] = useState({ name: "", key: "" });

  useEffect(() => {
    if (name.trim() === "") {
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      void suggestKey(name).then((key) => {
        if (isCurrent && key !== null) {
          setFound({ name, key });
        }
      });
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [name, suggestKey]);

  if (name.trim() === "") {
    return "";
  }
  return found.name === name ? found.key : suggestProjectKey(name);
}

/** The key follows the name until somebody types one. */
export function NewProjectName({ field, suggestKey }: NewProjectNameProps) {
  const { defaultValue: firstName, ...nameField } = field("name");
  const { defaultValue: firstKey, ...keyField } = field("key");
  const [name, setName] = useState(firstName);
  const [typedKey, setTypedKey] = useState<string | null>(firstKey === "" ? null : firstKey);
  const suggested = useSuggestedKey(name, suggestKey);

  const handleKey = (event: ChangeEvent<HTMLInputElement>) => {
    const key = event.target.value.toUpperCase();
    setTypedKey(key === "" ? null : key);
  };

  return (
    <div className="grid gap-4 sm:grid-cols-[1fr_11rem]">
      <TextField
        {...nameField}
        label="Name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        hint="What the team calls it, as in: Churn early warning."
        maxLength={120}
        autoComplete="off"
        required
      />
      <TextField
        {...keyField}
        label="Key"
        face="mono"
        value={typedKey ?? suggested}
        onChange={handleKey}
        hint="Short and for good, as in CEW. Tasks are numbered with it."
        maxLength={8}
        autoComplete="off"
        required
      />
    </div>
  );
}
