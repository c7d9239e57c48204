import "server-only";
import * as z from "zod";
import { isGranted } from "@/lib/authz/permissions";
import { refusalSentence } from "@/lib/authz/refusal";
import { defineQuery } from "@/lib/execution/query";
import { DEMO_PASSWORD, domainsOf, isAtHome } from "@/lib/identity/rules";
import { entryView, workspaceSettingsView } from "@/lib/identity/schema";
import { isAnybodyHere } from "@/lib/identity/store/users";
import { loadDemo, loadWorkspace } from "@/lib/identity/store/workspaces";
import { AppError } from "@/lib/kernel/app-error";
import { workspaceId } from "@/lib/kernel/ids";
import { env } from "@/lib/platform/env";
import { mailState } from "@/lib/platform/mail";

export const getWorkspaceSettings = defineQuery({
  name: "workspace.settings",
  permission: "workspace:read",
  input: z.strictObject({ workspaceId }),
  output: workspaceSettingsView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/settings",
    summary: "Settings of a workspace, and how mail and single sign-on are set up",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async fetch({ db, access }) {
    const workspace = await loadWorkspace(db, access.workspaceId);
    if (workspace === null) {
      throw new AppError("not_found", "This workspace is not found.");
    }
    const { name, slug, isDemo, version } = workspace;
    const { workspaceRole, roles } = access.member;
    const mayManage = isGranted("workspace:manage", { workspaceRole, projectRoles: roles });
    return {
      id: access.workspaceId,
      name,
      slug,
      isDemo,
      version,
      mail: mailView(),
      sso: ssoView(),
      sessions: { idleMinutes: env().SESSION_IDLE_MINUTES, maxDays: env().SESSION_MAX_DAYS },
      whyNotChange: mayManage ? null : refusalSentence("workspace:manage", []),
    };
  },
});

function mailView() {
  const state = mailState();
  return { mode: state.mode, place: state.mode === "smtp" ? state.host : state.folder };
}

function ssoView() {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_NAME, OIDC_ALLOWED_DOMAINS } = env();
  return OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined
    ? null
    : { name: OIDC_NAME, issuer: OIDC_ISSUER, domains: domainsOf(OIDC_ALLOWED_DOMAINS) };
}

/** The people of the demo are named only where their shared password is of use. */
export const getEntry = defineQuery({
  name: "identity.entry",
  permission: "public",
  input: z.strictObject({}),
  output: entryView,
  operation: { method: "GET", path: "/entry", summary: "How one can sign in here" },
  scope: () => Promise.resolve({ kind: "public" }),

  async fetch({ db, actor }) {
    const isFirstRun = !(await isAnybodyHere(db));
    const address = actor.kind === "anonymous" ? actor.address : "";
    const isHere = isAtHome({ url: env().WAYMARK_URL, address });
    const demo = isHere ? await loadDemo(db) : null;
    return {
      isFirstRun,
      mail: mailState().mode,
      sso: ssoView()?.name ?? null,
      demo:
        demo === null
          ? null
          : {
              workspace: demo.name,
              password: DEMO_PASSWORD,
              people: demo.memberships.map(({ user }) => user),
            },
    };
  },
});
