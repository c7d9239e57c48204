import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DemoSignIns } from "@/components/identity/demo-sign-ins";
import { SignInForm } from "@/components/identity/sign-in-form";
import { PlainShell } from "@/components/layout/plain-shell";
import { Banner } from "@/components/ui/banner";
import { buttonClass } from "@/components/ui/button-style";
import { TextLink } from "@/components/ui/text-link";
import { getEntry } from "@/lib/identity/queries/installation";
import { safeReturn } from "@/lib/identity/rules";
import { readForVisitor } from "@/lib/web/for-public-page";
import { currentActor, hadSession } from "@/lib/web/session";
import { enterDemoAction, signInAction } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const troubles: Record<string, string> = {
  "unknown-identity":
    "Single sign-on knows you, but nobody here is linked to it. Ask an admin for an invitation.",
  CredentialsSignin: "The e-mail address or the password is not right.",
  demo: "The demo sign-in did not work. The password may have been changed.",
};

function troubleOf(error: string | undefined): string | null {
  if (error === undefined) {
    return null;
  }
  return Object.hasOwn(troubles, error)
    ? (troubles[error] ?? null)
    : "Single sign-on was not completed. Try again; if it stays so, tell the person who runs Waymark.";
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const asked = await searchParams;
  const returnTo = safeReturn(first(asked.next) ?? first(asked.callbackUrl));
  const entry = await readForVisitor(getEntry, {});
  if (entry?.isFirstRun === true) {
    redirect("/welcome");
  }
  if ((await currentActor()) !== null) {
    redirect(returnTo);
  }
  const trouble = troubleOf(first(asked.error));
  const hasEnded = first(asked.next) !== undefined && (await hadSession());
  const sso = entry?.sso ?? null;
  const demo = entry?.demo ?? null;
  return (
    <PlainShell title="Sign in">
      {trouble !== null && (
        <Banner tone="bad" lead="Not signed in." live="assertive">
          {trouble}
        </Banner>
      )}
      {trouble === null && hasEnded && (
        <Banner tone="warn" lead="Your session has ended." live="polite">
          Nobody used it for a while, or it was ended. Sign in again: you come back to where you
          were.
        </Banner>
      )}
      {first(asked.done) === "reset" && (
        <Banner tone="ok" lead="Your new password is saved." live="polite">
          Sign in with it.
        </Banner>
      )}
      <SignInForm action={signInAction} returnTo={returnTo} />
      {sso !== null && (
        <a
          href={`/api/auth/sso?next=${encodeURIComponent(returnTo)}`}
          className={buttonClass({ width: "full" })}
        >
          Continue with {sso}
        </a>
      )}
      <p className="text-sm">
        <TextLink href="/forgot-password">Forgot your password?</TextLink>
      </p>
      <p className="text-sm">
        <TextLink href="/verify">Verify a document</TextLink>, without an account
      </p>
      {demo !== null && <DemoSignIns demo={demo} action={enterDemoAction} />}
    </PlainShell>
  );
}
