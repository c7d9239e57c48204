import { systemName } from "@/lib/authz/actor";

/** What each background task is to somebody who reads the trail. */
const taskWords: Readonly<Record<string, string>> = {
  "expire-due": "look at what ran out",
  "note-case-ends": "look at what a case waits for",
  "reevaluate-gates": "gate check",
  "sign-checkpoints": "ledger signing",
  "import-shipped-playbooks": "playbook update",
};

/**
 * The trail keeps "Waymark: reevaluate-gates", because a name in a hashed
 * record must not change with our taste; a reader gets "Waymark, gate check".
 * Somebody who came by a mailed link is told apart from the people of the workspace.
 */
export function actorInWords(actor: { kind: string; name: string }): string {
  if (actor.kind === "guest") {
    return `${actor.name}, guest`;
  }
  const start = `${systemName}: `;
  if (actor.kind !== "system" || !actor.name.startsWith(start)) {
    return actor.name;
  }
  const task = actor.name.slice(start.length);
  return `${systemName}, ${taskWords[task] ?? task.replaceAll("-", " ")}`;
}
