import type * as z from "zod";
import type { Actor } from "@/lib/authz/actor";
import type { Permission } from "@/lib/authz/permissions";
import { type Command, runCommand } from "@/lib/execution/command";
import { confirmIdentity } from "@/lib/identity/commands/confirm-identity";
import type { AppError } from "@/lib/kernel/app-error";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { Playbook } from "@/lib/playbooks/schema";
import { type Person, type PersonKey, password } from "./people";

export type Demo = {
  workspaceId: WorkspaceId;
  today: string;
  /** The last moment anything may have happened at. */
  until: Date;
  people: Record<PersonKey, Person>;
  playbooks: ReadonlyMap<string, { versionId: string; playbook: Playbook }>;
};

/** Runs a command as this person and stops the seed where a rule refuses: nothing is passed by. */
export async function act<P extends Permission, Input extends z.ZodType, Value>(
  command: Command<P, Input, Value>,
  by: { actor: Actor; name: string },
  input: z.input<Input>,
): Promise<Value> {
  const result = await runCommand(command, by.actor, input);
  if (result.ok) {
    return result.value;
  }
  throw new Error(`${command.name} as ${by.name}: ${sentenceOf(result.error)}`);
}

function sentenceOf({ message, issues }: AppError): string {
  const fields = issues.map((issue) => `${issue.path}: ${issue.message}`).join("; ");
  return fields === "" ? message : `${message} (${fields})`;
}

/** Password again before a signature, bound to what is signed. */
export async function proofFor(person: Person, subjectSha256: string): Promise<string> {
  const { token } = await act(confirmIdentity, person, { password, subjectSha256 });
  return token;
}
