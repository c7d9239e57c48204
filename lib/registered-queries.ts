import {
  getAuditDays,
  getAuditEntry,
  getAuditFilters,
  getProjectAtTime,
  listAudit,
  listProjectAudit,
} from "@/lib/audit/queries";
import { getPackContents, getPreparedPack } from "@/lib/audit-packs/queries";
import { compareCase, getCase, getCaseVersion } from "@/lib/business-cases/queries";
import { getAmendments } from "@/lib/business-cases/queries/amendments";
import { getAssumptions, getScorecard } from "@/lib/business-cases/queries/case-life";
import { searchEarlierEfforts } from "@/lib/business-cases/queries/earlier-efforts";
import {
  getCaseDocument,
  getGateDocument,
  getGuestDocument,
  listDocuments,
  verifySha256,
} from "@/lib/documents/queries";
import {
  getDownloadTarget,
  getEvidence,
  getUploadTarget,
  listEvidence,
  listMetrics,
  suggestEvidence,
} from "@/lib/evidence/queries";
import { getGate, listGates, listGatesWaitingForMe, listMetricCriteria } from "@/lib/gates/queries";
import { previewRiskMatrix } from "@/lib/gates/queries/preview-matrix";
import {
  getMe,
  listInvitations,
  listMySessions,
  listPeople,
  listTokens,
  previewInvitation,
} from "@/lib/identity/queries";
import { getEntry, getWorkspaceSettings } from "@/lib/identity/queries/installation";
import { listPasskeys } from "@/lib/identity/queries/list-passkeys";
import { listComments, listEntries } from "@/lib/journal/queries";
import {
  getCheckpoint,
  getConsistencyProof,
  getInclusionProof,
  getLedgerState,
  getReceipt,
  listLedgerKeys,
  verifyLedger,
} from "@/lib/ledger/queries";
import { listMyNotices } from "@/lib/notifications/queries";
import {
  checkPlaybookText,
  getPlaybook,
  listBrokenPlaybookFiles,
  listPlaybooks,
} from "@/lib/playbooks/queries";
import { getProjectFrame } from "@/lib/portfolio/queries/get-project-frame";
import { getProjectOverview } from "@/lib/portfolio/queries/get-project-overview";
import { getWorkspaceFrame } from "@/lib/portfolio/queries/get-workspace-frame";
import { listPortfolio } from "@/lib/portfolio/queries/list-portfolio";
import { searchProjects } from "@/lib/portfolio/queries/search-projects";
import { summarizePortfolio } from "@/lib/portfolio/queries/summarize-portfolio";
import { getFormOptions } from "@/lib/projects/queries/get-form-options";
import { getProject } from "@/lib/projects/queries/get-project";
import { listProjectInvitations } from "@/lib/projects/queries/list-project-invitations";
import { listProjectMembers } from "@/lib/projects/queries/list-project-members";
import { previewLoopBack } from "@/lib/projects/queries/preview-loop-back";
import { previewPlaybookMove } from "@/lib/projects/queries/preview-playbook-move";
import { exportRiskCatalogue, listRiskCatalogue } from "@/lib/risk-catalogue/queries/catalogue";
import { previewCatalogueImport } from "@/lib/risk-catalogue/queries/preview-import";
import { listRiskSuggestions } from "@/lib/risk-catalogue/queries/suggestions";
import { listProjectChecks, listWorkspaceChecks } from "@/lib/risk-checks/queries/list-checks";
import { exportRisks } from "@/lib/risk-imports/queries/export-risks";
import { getImportDraft, getRiskImport, listRiskImports } from "@/lib/risk-imports/queries/imports";
import { getMeetingQueue } from "@/lib/risk-meetings/queries/meeting-queue";
import { getMeetingReviews } from "@/lib/risk-meetings/queries/meeting-reviews";
import { getReviewOptions } from "@/lib/risk-meetings/queries/review-options";
import { getPartsOfProject, getPartsOfRisk } from "@/lib/risk-parts/queries/parts";
import { getProjectMap, getWorkspaceMap } from "@/lib/risk-pictures/queries/map-at";
import { getProjectPictures, getWorkspacePictures } from "@/lib/risk-pictures/queries/pictures";
import { listRiskViews } from "@/lib/risk-register/queries/list-risk-views";
import { previewRiskEdit } from "@/lib/risk-register/queries/preview-edit";
import { getRiskTreatment } from "@/lib/risk-treatment/queries";
import { getRiskWatches } from "@/lib/risk-watches/queries/get-risk-watches";
import {
  getRisk,
  getRiskFacets,
  getRiskOptions,
  listProjectRisks,
  listWorkspaceRisks,
} from "@/lib/risks/queries";
import { getRiskAcceptances } from "@/lib/risks/queries/acceptances";
import { getRiskMatrix } from "@/lib/risks/queries/matrix";
import { getWorstRisks } from "@/lib/risks/queries/worst";
import { getDelegationChoices, listMyDelegations } from "@/lib/signing/queries";
import { getGuestReceipt, getGuestSigning } from "@/lib/signing/queries/guest-signing";
import { getStage, getTask, listMine, listOutputs } from "@/lib/tasks/queries";

/** Every query, one per line, by domain. */
export const registeredQueries = [
  getPackContents,
  getPreparedPack,
  getAuditDays,
  getAuditEntry,
  getAuditFilters,
  getProjectAtTime,
  listAudit,
  listProjectAudit,
  compareCase,
  getAmendments,
  getAssumptions,
  getCase,
  getCaseVersion,
  getScorecard,
  searchEarlierEfforts,
  getEntry,
  getMe,
  getWorkspaceSettings,
  listInvitations,
  listMySessions,
  listPeople,
  listTokens,
  listPasskeys,
  previewInvitation,
  getCaseDocument,
  getGuestDocument,
  getGateDocument,
  listDocuments,
  verifySha256,
  getDownloadTarget,
  getEvidence,
  getUploadTarget,
  listEvidence,
  listMetrics,
  suggestEvidence,
  getGate,
  listGates,
  listMetricCriteria,
  listGatesWaitingForMe,
  listComments,
  listEntries,
  getCheckpoint,
  getConsistencyProof,
  getInclusionProof,
  getLedgerState,
  getReceipt,
  listLedgerKeys,
  verifyLedger,
  listMyNotices,
  checkPlaybookText,
  getPlaybook,
  listBrokenPlaybookFiles,
  listPlaybooks,
  getFormOptions,
  getProject,
  listProjectInvitations,
  listProjectMembers,
  previewLoopBack,
  previewPlaybookMove,
  getProjectFrame,
  getProjectOverview,
  getWorkspaceFrame,
  listPortfolio,
  searchProjects,
  summarizePortfolio,
  exportRiskCatalogue,
  listRiskCatalogue,
  previewCatalogueImport,
  listRiskSuggestions,
  listProjectChecks,
  listWorkspaceChecks,
  getPartsOfProject,
  getPartsOfRisk,
  exportRisks,
  getImportDraft,
  getRiskImport,
  listRiskImports,
  getMeetingQueue,
  getMeetingReviews,
  getReviewOptions,
  getProjectMap,
  getProjectPictures,
  getWorkspaceMap,
  getWorkspacePictures,
  listRiskViews,
  previewRiskEdit,
  getRiskWatches,
  getRiskTreatment,
  getRisk,
  getRiskOptions,
  listProjectRisks,
  getRiskMatrix,
  getWorstRisks,
  previewRiskMatrix,
  getRiskAcceptances,
  getRiskFacets,
  listWorkspaceRisks,
  getDelegationChoices,
  listMyDelegations,
  getGuestReceipt,
  getGuestSigning,
  getStage,
  listOutputs,
  getTask,
  listMine,
] as const;
