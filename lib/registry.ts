import type * as z from "zod";
import { getAuditFilters, listAudit, listProjectAudit } from "@/lib/audit/queries";
import type { Permission } from "@/lib/authz/permissions";
import type { Command } from "@/lib/execution/command";
import type { Query } from "@/lib/execution/query";
import { acceptInvitation } from "@/lib/identity/commands/accept-invitation";
import { changeMemberRole } from "@/lib/identity/commands/change-member-role";
import { changePassword } from "@/lib/identity/commands/change-password";
import { confirmIdentity } from "@/lib/identity/commands/confirm-identity";
import { createInvitation } from "@/lib/identity/commands/create-invitation";
import { createToken } from "@/lib/identity/commands/create-token";
import { createWorkspace } from "@/lib/identity/commands/create-workspace";
import { openSession } from "@/lib/identity/commands/open-session";
import { openSsoSession } from "@/lib/identity/commands/open-sso-session";
import { removeMember } from "@/lib/identity/commands/remove-member";
import { requestPasswordReset } from "@/lib/identity/commands/request-password-reset";
import { resetPassword } from "@/lib/identity/commands/reset-password";
import { revokeInvitation } from "@/lib/identity/commands/revoke-invitation";
import { revokeOtherSessions } from "@/lib/identity/commands/revoke-other-sessions";
import { revokeSession } from "@/lib/identity/commands/revoke-session";
import { revokeToken } from "@/lib/identity/commands/revoke-token";
import { updateProfile } from "@/lib/identity/commands/update-profile";
import { updateWorkspaceSettings } from "@/lib/identity/commands/update-workspace-settings";
import {
  getEntry,
  getMe,
  getWorkspaceSettings,
  listInvitations,
  listMySessions,
  listPeople,
  listTokens,
  previewInvitation,
} from "@/lib/identity/queries";
import { markNoticesRead } from "@/lib/notifications/commands/mark-notices-read";
import { listMyNotices } from "@/lib/notifications/queries";
import { copyPlaybook } from "@/lib/playbooks/commands/copy-playbook";
import { discardDraft } from "@/lib/playbooks/commands/discard-draft";
import { importShipped } from "@/lib/playbooks/commands/import-shipped";
import { publishPlaybook } from "@/lib/playbooks/commands/publish-playbook";
import { saveDraft } from "@/lib/playbooks/commands/save-draft";
import {
  checkPlaybookText,
  getPlaybook,
  listBrokenPlaybookFiles,
  listPlaybooks,
} from "@/lib/playbooks/queries";
import { createProject } from "@/lib/projects/commands/create-project";
import { closeRisk } from "@/lib/risks/commands/close-risk";
import { raiseRisk } from "@/lib/risks/commands/raise-risk";
import { rateRisk } from "@/lib/risks/commands/rate-risk";
import { reopenRisk } from "@/lib/risks/commands/reopen-risk";
import { treatRisk } from "@/lib/risks/commands/treat-risk";
import { updateRisk } from "@/lib/risks/commands/update-risk";
import { getRisk, getRiskOptions, listProjectRisks, listWorkspaceRisks } from "@/lib/risks/queries";

export type AnyCommand = Command<Permission, z.ZodType, unknown>;
export type AnyQuery = Query<Permission, z.ZodType, unknown>;

/**
 * Every door into the data, one per line. Feeds the REST application, the
 * OpenAPI document and the tests that try each door as everybody.
 */
export const commands: readonly AnyCommand[] = [
  acceptInvitation,
  changeMemberRole,
  changePassword,
  confirmIdentity,
  createInvitation,
  createToken,
  createWorkspace,
  openSession,
  openSsoSession,
  removeMember,
  requestPasswordReset,
  resetPassword,
  revokeInvitation,
  revokeOtherSessions,
  revokeSession,
  revokeToken,
  updateProfile,
  updateWorkspaceSettings,
  markNoticesRead,
  copyPlaybook,
  discardDraft,
  importShipped,
  publishPlaybook,
  saveDraft,
  createProject,
  closeRisk,
  raiseRisk,
  rateRisk,
  reopenRisk,
  treatRisk,
  updateRisk,
];

export const queries: readonly AnyQuery[] = [
  getAuditFilters,
  listAudit,
  listProjectAudit,
  getEntry,
  getMe,
  getWorkspaceSettings,
  listInvitations,
  listMySessions,
  listPeople,
  listTokens,
  previewInvitation,
  listMyNotices,
  checkPlaybookText,
  getPlaybook,
  listBrokenPlaybookFiles,
  listPlaybooks,
  getRisk,
  getRiskOptions,
  listProjectRisks,
  listWorkspaceRisks,
];
