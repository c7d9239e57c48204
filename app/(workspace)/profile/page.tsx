import type { Metadata } from "next";
import { cookies } from "next/headers";
import { PasskeyPanel } from "@/components/identity/passkey-panel";
import { PasswordForm } from "@/components/identity/password-form";
import { ProfileForm } from "@/components/identity/profile-form";
import { SessionList } from "@/components/identity/session-list";
import { SignOutForm } from "@/components/identity/sign-out-form";
import { ThemeForm } from "@/components/identity/theme-form";
import { TokenForm } from "@/components/identity/token-form";
import { TokenList } from "@/components/identity/token-list";
import { PageColumns } from "@/components/layout/page-columns";
import { Banner } from "@/components/ui/banner";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { isGranted } from "@/lib/authz/permissions";
import { listMySessions, listTokens } from "@/lib/identity/queries";
import { listPasskeys } from "@/lib/identity/queries/list-passkeys";
import { deviceOf, MAX_TOKEN_DAYS } from "@/lib/identity/rules";
import type { MeView, TokenView } from "@/lib/identity/schema";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { chosenWorkspace, currentPerson } from "@/lib/web/current-workspace";
import { readForPage } from "@/lib/web/for-page";
import { currentCaller } from "@/lib/web/session";
import { signOutAction } from "../../(auth)/sign-out/actions";
import { SigningWays } from "../signing-ways";
import {
  changePasswordAction,
  chooseThemeAction,
  createTokenAction,
  revokeOtherSessionsAction,
  revokeSessionAction,
  revokeTokenAction,
  saveProfileAction,
} from "./actions";
import { Delegations } from "./delegations";

import {
  addPasskeyAction,
  beginPasskeyAction,
  removePasskeyAction,
  renamePasskeyAction,
} from "./passkey-actions";

export const metadata: Metadata = { title: "Profile" };

const PROPOSED_TOKEN_DAYS = 90;

type ProfilePageProps = { searchParams: Promise<{ error?: string; without?: string }> };
type Workspace = MeView["workspaces"][number];

/** Zones of this runtime, with the stored one even if it has been renamed since. */
function zonesWith(stored: string): string[] {
  return [...new Set(["UTC", stored, ...Intl.supportedValuesOf("timeZone")])];
}

function Troubles({ error, isOutside }: { error: string | undefined; isOutside: boolean }) {
  return (
    <>
      {isOutside && (
        <Banner tone="warn" lead="You belong to no workspace.">
          Ask an owner or admin for an invitation. Your account stays as it is.
        </Banner>
      )}
      {error !== undefined && (
        <Banner tone="bad" lead="That did not work." live="assertive">
          It was ended already. The lists below are up to date.
        </Banner>
      )}
    </>
  );
}

function Tokens({ workspace, tokens }: { workspace: Workspace | null; tokens: TokenView[] }) {
  const today = dayOf(new Date());
  const days = {
    first: today,
    last: addDays(today, MAX_TOKEN_DAYS),
    proposed: addDays(today, PROPOSED_TOKEN_DAYS),
  };
  const held = workspace === null ? null : { workspaceRole: workspace.role, projectRoles: [] };
  const mayCreate = held !== null && isGranted("token:write", held);
  return (
    <Panel title="API tokens" id="tokens">
      <div className="grid gap-4">
        <p className="text-ink-2 text-sm">
          For scripts and notebooks. A token never does more than you may at that moment. The{" "}
          <a className="wm-link" href="/api/v1/openapi.json">
            description of the interface
          </a>{" "}
          names every call.
        </p>
        <TokenList tokens={tokens} revoke={revokeTokenAction} />
        {mayCreate && workspace !== null && (
          <TokenForm action={createTokenAction} workspaceId={workspace.id} days={days} />
        )}
        {!mayCreate && (
          <p className="text-ink-2 text-sm">
            Members, admins and owners of a workspace create tokens.
          </p>
        )}
      </div>
    </Panel>
  );
}

function Password({ me }: { me: MeView }) {
  return (
    <Panel title="Password" id="password">
      {me.hasPassword ? (
        <PasswordForm action={changePasswordAction} />
      ) : (
        <p className="text-ink-2 text-sm">
          You sign in with single sign-on, and confirm each signature by signing in there once more
          or with a passkey. If you also want a password,{" "}
          <TextLink href="/forgot-password">ask for a link to set one</TextLink>.
        </p>
      )}
    </Panel>
  );
}

export default async function ProfilePage({ searchParams }: ProfilePageProps) {
  const { error } = await searchParams;
  const [me, workspace, sessions, tokens, passkeys, caller, jar] = await Promise.all([
    currentPerson(),
    chosenWorkspace(),
    readForPage(listMySessions, {}),
    readForPage(listTokens, {}),
    readForPage(listPasskeys, {}),
    currentCaller(),
    cookies(),
  ]);
  const theme = jar.get("wm-theme")?.value ?? "system";
  const aside = (
    <>
      <Panel title="Appearance">
        <ThemeForm theme={theme} action={chooseThemeAction} />
      </Panel>
      <Password me={me} />
      <Panel title="Where you are signed in" id="sessions">
        <SessionList
          sessions={sessions.rows}
          revoke={revokeSessionAction}
          revokeOthers={revokeOtherSessionsAction}
        />
      </Panel>
    </>
  );
  return (
    <>
      <Breadcrumbs crumbs={[{ label: workspace?.name ?? "Waymark" }, { label: "Profile" }]} />
      <PageHeader
        title={me.name}
        facts={[me.email]}
        actions={<SignOutForm action={signOutAction} />}
      />
      <PageColumns aside={aside}>
        <Troubles error={error} isOutside={workspace === null} />
        <Panel title="You">
          <ProfileForm action={saveProfileAction} me={me} zones={zonesWith(me.timeZone)} />
        </Panel>
        <Panel title="Passkeys" id="passkeys">
          <SigningWays>
            <PasskeyPanel
              view={passkeys}
              device={deviceOf(caller.userAgent)}
              actions={{
                begin: beginPasskeyAction,
                add: addPasskeyAction,
                rename: renamePasskeyAction,
                remove: removePasskeyAction,
              }}
            />
          </SigningWays>
        </Panel>
        <Delegations workspaceId={workspace?.id ?? null} />
        <Tokens workspace={workspace} tokens={tokens.rows} />
      </PageColumns>
    </>
  );
}
