import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FirstRunForm } from "@/components/identity/first-run-form";
import { PlainShell } from "@/components/layout/plain-shell";
import { getEntry } from "@/lib/identity/queries/installation";
import { readForVisitor } from "@/lib/web/for-public-page";
import { createWorkspaceAction } from "./actions";

export const metadata: Metadata = { title: "Welcome" };

export default async function WelcomePage() {
  const entry = await readForVisitor(getEntry, {});
  if (entry?.isFirstRun !== true) {
    redirect("/sign-in");
  }
  return (
    <PlainShell
      title="Set up Waymark"
      foot="The shipped playbooks are added for you. Everything here can be changed later."
    >
      <p className="text-ink-2">
        Name the workspace your team will share, and make yourself its owner. You can invite the
        others as soon as you are in.
      </p>
      <FirstRunForm action={createWorkspaceAction} />
    </PlainShell>
  );
}
