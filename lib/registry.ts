import type * as z from "zod";
import { listAudit, listProjectAudit } from "@/lib/audit/queries";
import type { Permission } from "@/lib/authz/permissions";
import type { Command } from "@/lib/execution/command";
import type { Query } from "@/lib/execution/query";
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
import { getRisk, listProjectRisks, listWorkspaceRisks } from "@/lib/risks/queries";

export type AnyCommand = Command<Permission, z.ZodType, unknown>;
export type AnyQuery = Query<Permission, z.ZodType, unknown>;

/**
 * Every door into the data, one per line. Feeds the REST application, the
 * OpenAPI document and the tests that try each door as everybody.
 */
export const commands: readonly AnyCommand[] = [
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
  listAudit,
  listProjectAudit,
  listMyNotices,
  checkPlaybookText,
  getPlaybook,
  listBrokenPlaybookFiles,
  listPlaybooks,
  getRisk,
  listProjectRisks,
  listWorkspaceRisks,
];
