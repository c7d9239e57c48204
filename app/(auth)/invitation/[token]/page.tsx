import type { Metadata } from "next";
import { AcceptInvitationForm } from "@/components/identity/accept-invitation-form";
import { PlainShell } from "@/components/layout/plain-shell";
import { Banner } from "@/components/ui/banner";
import { TextLink } from "@/components/ui/text-link";
import { titleOfWorkspaceRole } from "@/lib/authz/permissions";
import { getMe, previewInvitation } from "@/lib/identity/queries";
import { readIfAllowed } from "@/lib/web/for-page";
import { readForVisitor } from "@/lib/web/for-public-page";
import { acceptInvitationAction } from "./actions";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

type InvitationPageProps = { params: Promise<{ token: string }> };

export default async function InvitationPage({ params }: InvitationPageProps) {
  const { token } = await params;
  const invitation = await readForVisitor(previewInvitation, { token });
  if (invitation === null) {
    return (
      <PlainShell title="This invitation cannot be used">
        <p className="text-ink-2">
          It was used, withdrawn or is older than two weeks. Ask the person who invited you for a
          new one.
        </p>
        <TextLink href="/sign-in">Sign in instead</TextLink>
      </PlainShell>
    );
  }
  const me = await readIfAllowed(getMe, {});
  const { workspace, email, name, role, invitedBy, account } = invitation;
  const who = me?.email === email ? "signed-in" : account;
  return (
    <PlainShell title={`Join ${workspace}`}>
      <p className="text-ink-2">
        {invitedBy} invites <b>{email}</b> as {titleOfWorkspaceRole[role]}.
      </p>
      {me !== null && me.email !== email && (
        <Banner tone="warn" lead={`You are signed in as ${me.name}.`}>
          Accepting signs you in as {email} instead.
        </Banner>
      )}
      <AcceptInvitationForm action={acceptInvitationAction} token={token} name={name} who={who} />
    </PlainShell>
  );
}
