import type { Metadata } from "next";
import { ForgotPasswordForm } from "@/components/identity/forgot-password-form";
import { PlainShell } from "@/components/layout/plain-shell";
import { Banner } from "@/components/ui/banner";
import { TextLink } from "@/components/ui/text-link";
import { getEntry } from "@/lib/identity/queries/installation";
import { readForVisitor } from "@/lib/web/for-public-page";
import { requestResetAction } from "./actions";

export const metadata: Metadata = { title: "Forgot password" };

export default async function ForgotPasswordPage() {
  const entry = await readForVisitor(getEntry, {});
  return (
    <PlainShell
      title="Choose a new password"
      foot={<TextLink href="/sign-in">Back to signing in</TextLink>}
    >
      <p className="text-ink-2">
        Tell us your e-mail address. The mail holds a link that works once and for one hour.
      </p>
      {entry?.mail === "outbox" && (
        <Banner tone="warn" lead="No mail server is set up here.">
          Mail is kept as files in the folder outbox of the data directory. Whoever runs this
          Waymark finds your link there.
        </Banner>
      )}
      <ForgotPasswordForm action={requestResetAction} />
    </PlainShell>
  );
}
