import type { Actor } from "@/lib/authz/actor";
import type { WorkspaceRole } from "@/lib/authz/permissions";
import { DEMO_PASSWORD } from "@/lib/identity/rules";
import type { UserId } from "@/lib/kernel/ids";

export const WORKSPACE_NAME = "Northwind Mutual";

/** Everybody of the demo. Maren Holt set the workspace up and invited the others. */
export const cast = {
  maren: ["Maren Holt", "Data science lead", "owner"],
  priya: ["Priya Raman", "Senior data scientist", "member"],
  tomas: ["Tomás Rivera", "Data scientist", "member"],
  beatriz: ["Beatriz Nunes", "Data scientist", "member"],
  samuel: ["Samuel Whitlock", "Model risk officer", "member"],
  helena: ["Helena Brandt", "Director of Retention", "member"],
  jonas: ["Jonas Ekberg", "ML engineer, platform operations", "member"],
  ada: ["Ada Lindqvist", "Internal audit", "auditor"],
  owen: ["Owen Pritchard", "Head of Pricing", "member"],
  adaeze: ["Adaeze Okafor", "Customer service manager", "member"],
  yuki: ["Yuki Tanaka", "Data engineer", "member"],
  ines: ["Ines Carvalho", "Data protection officer", "admin"],
  leila: ["Leila Haddad", "Finance partner", "member"],
  claire: ["Claire Dubois", "Chief operating officer", "member"],
} as const satisfies Record<string, readonly [string, string, WorkspaceRole]>;

export type PersonKey = keyof typeof cast;
export const personKeys = Object.keys(cast) as PersonKey[];

export type Person = {
  key: PersonKey;
  name: string;
  email: string;
  userId: UserId;
  actor: Actor;
};

export function emailOf(key: PersonKey): string {
  const mailbox = cast[key][0]
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(" ", ".");
  return `${mailbox}@northwind.example`;
}

export const password = DEMO_PASSWORD;
