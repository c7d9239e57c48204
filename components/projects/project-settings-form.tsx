"use client";

import { useActionState } from "react";
import { Banner } from "@/components/ui/banner";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { type FormState, idle } from "@/lib/kernel/form-state";

type Action = (previous: FormState, form: FormData) => Promise<FormState>;

type SettingsProps = {
  project: {
    projectId: string;
    version: number;
    name: string;
    summary: string;
    unit: string;
    ownerId: string;
  };
  people: readonly { userId: string; name: string }[];
  action: Action;
};

export function ProjectSettingsForm({ project, people, action }: SettingsProps) {
  const [state, submit] = useActionState(action, idle);
  const failed = state.status === "failed" ? state : null;
  const value = (name: "name" | "summary" | "unit" | "ownerId") =>
    failed?.values[name] ?? project[name];
  return (
    <form action={submit} className="space-y-3">
      {failed !== null && <Banner tone="bad" lead={failed.message} live="assertive" />}
      {state.status === "saved" && <Banner tone="ok" lead={state.message} live="polite" />}
      <input type="hidden" name="projectId" value={project.projectId} />
      <input type="hidden" name="version" value={project.version} />
      <TextField
        name="name"
        label="Name"
        defaultValue={value("name")}
        error={failed?.fields.name}
      />
      <TextAreaField
        name="summary"
        label="Summary"
        optional="yes"
        rows={3}
        defaultValue={value("summary")}
        error={failed?.fields.summary}
      />
      <TextField
        name="unit"
        label="Unit"
        optional="yes"
        defaultValue={value("unit")}
        error={failed?.fields.unit}
      />
      <SelectField
        name="ownerId"
        label="Owner"
        options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
        defaultValue={value("ownerId")}
        error={failed?.fields.ownerId}
      />
      <SubmitButton>Save the project</SubmitButton>
    </form>
  );
}

type StatusProps = {
  projectId: string;
  version: number;
  status: "active" | "paused" | "closed";
  action: Action;
};

const moves = {
  active: [
    ["paused", "Pause the project"],
    ["closed", "Close the project"],
  ],
  paused: [
    ["active", "Resume the project"],
    ["closed", "Close the project"],
  ],
  closed: [["active", "Reopen the project"]],
} as const;

export function ProjectStatusForm({ projectId, version, status, action }: StatusProps) {
  const [state, submit] = useActionState(action, idle);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={submit} className="space-y-3">
      {failed !== null && <Banner tone="bad" lead={failed.message} live="assertive" />}
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="version" value={version} />
      <TextAreaField
        name="reason"
        label="Reason, kept in the trail"
        rows={2}
        defaultValue={failed?.values.reason}
        error={failed?.fields.reason}
      />
      <div className="flex flex-wrap gap-2">
        {moves[status].map(([to, label]) => (
          <SubmitButton
            key={to}
            name="to"
            value={to}
            variant={to === "closed" ? "danger" : "default"}
          >
            {label}
          </SubmitButton>
        ))}
      </div>
    </form>
  );
}

type MoveProps = { projectId: string; version: number; versionId: string; action: Action };

export function MovePlaybookForm({ projectId, version, versionId, action }: MoveProps) {
  const [state, submit] = useActionState(action, idle);
  return (
    <form action={submit} className="space-y-2">
      {state.status === "failed" && <Banner tone="bad" lead={state.message} live="assertive" />}
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="playbookVersionId" value={versionId} />
      <SubmitButton>Move the project to this version</SubmitButton>
    </form>
  );
}
