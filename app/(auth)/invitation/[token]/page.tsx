import type { Metadata } from "next";
import { AcceptInvitationForm } from "@/components/identity/accept-invitation-form";
import { PlainShell } from "@/components/layout/plain-shell";
import { Banner } from "@/components/ui/banner";
import { buttonClass } from "@/components/ui/button-style";
import { TextLink } from "@/components/ui/text-link";
import { titleOfProjectRole, titleOfWorkspaceRole } from "@/lib/authz/permissions";
import { getMe, previewInvitation } from "@/lib/identity/queries";
import { getEntry } from "@/lib/identity/queries/installation";
import type { InvitationPreview } from "@/lib/identity/schema";
import { readIfAllowed } from "@/lib/web/for-page";
import { readForVisitor } from "@/lib/web/for-public-page";
import { acceptInvitationAction } from "./actions";

export const metadata: Metadata = { title: "Invitation", referrer: "same-origin" };

function placeOf({ role, project }: InvitationPreview): string {
  return project === null
    ? `as ${titleOfWorkspaceRole[role]}`
    : `into the project ${project.name} as ${project.roles.map((each) => titleOfProjectRole[each]).join(", ")}`;
}

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
  const [me, { sso }] = await Promise.all([
    readIfAllowed(getMe, {}),
    readForVisitor(getEntry, {}).then((entry) => entry ?? { sso: null }),
  ]);
  const { workspace, email, name, invitedBy, account } = invitation;
  // A new account is made by the sign-on itself; somebody known comes back to accept.
  const next = account === "new" ? "/portfolio" : `/invitation/${token}`;
  const who = me?.email === email ? "signed-in" : account;
  return (
    <PlainShell title={`Join ${workspace}`}>
      <p className="text-ink-2">
        {invitedBy} invites <b className="break-words">{email}</b> {placeOf(invitation)}.
      </p>
      {me !== null && me.email !== email && (
        <Banner tone="warn" lead={`You are signed in as ${me.name}.`}>
          Accepting signs you in as {email} instead.
        </Banner>
      )}
      {sso !== null && who !== "signed-in" && (
        <>
          <a className={buttonClass({ width: "full" })} href={`/api/auth/sso?next=${next}`}>
            Join with {sso}
          </a>
          <p className="text-ink-3 text-xs">Or with a password:</p>
        </>
      )}
      <AcceptInvitationForm action={acceptInvitationAction} token={token} name={name} who={who} />
    </PlainShell>
  );
}
