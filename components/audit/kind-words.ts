import type { IconName } from "@/components/ui/icon-shapes";

const words: Readonly<Record<string, string>> = {
  "loop-back": "Going back",
  case: "Business case",
  identity: "Identity",
  journal: "Progress log",
};

/** The first word of an event's type as a person says it. */
export function kindWord(kind: string): string {
  const plain = kind.replaceAll("-", " ");
  return words[kind] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
}

const icons: Readonly<Record<string, IconName>> = {
  amendment: "document",
  "audit-pack": "download",
  case: "document",
  comment: "comment",
  condition: "diamond",
  document: "document",
  evidence: "evidence",
  file: "evidence",
  gate: "diamond",
  invitation: "people",
  journal: "log",
  ledger: "audit",
  "loop-back": "back",
  member: "people",
  metric: "chart",
  playbook: "flag",
  project: "portfolio",
  risk: "alert",
  signature: "key",
  signing: "key",
  stage: "flag",
  task: "check",
  token: "key",
  workspace: "gear",
};

export function kindIcon(kind: string): IconName {
  return icons[kind] ?? "user";
}
