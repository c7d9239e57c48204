import type { Metadata } from "next";
import { ResetPasswordForm } from "@/components/identity/reset-password-form";
import { PlainShell } from "@/components/layout/plain-shell";
import { TextLink } from "@/components/ui/text-link";
import { resetPasswordAction } from "./actions";

export const metadata: Metadata = { title: "New password", referrer: "same-origin" };

type ResetPasswordPageProps = { params: Promise<{ token: string }> };

/** Whether the link still works is told on saving: opening it, as mail scanners do, uses nothing up. */
export default async function ResetPasswordPage({ params }: ResetPasswordPageProps) {
  const { token } = await params;
  return (
    <PlainShell
      title="Choose a new password"
      foot={<TextLink href="/forgot-password">Ask for another link</TextLink>}
    >
      <p className="text-ink-2">Saving it signs you out everywhere.</p>
      <ResetPasswordForm action={resetPasswordAction} token={token} />
    </PlainShell>
  );
}
