import { exportPack } from "@/lib/audit-packs/commands/export-pack";
import { addEffort } from "@/lib/business-cases/commands/add-effort";
import { declineAmendment } from "@/lib/business-cases/commands/decline-amendment";
import { noteCaseEnds } from "@/lib/business-cases/commands/note-case-ends";
import { proposeAmendment } from "@/lib/business-cases/commands/propose-amendment";
import { recordActual } from "@/lib/business-cases/commands/record-actual";
import { returnCase } from "@/lib/business-cases/commands/return-case";
import { reviewAssumption } from "@/lib/business-cases/commands/review-assumption";
import { saveCaseDraft } from "@/lib/business-cases/commands/save-draft";
import { setGoLive } from "@/lib/business-cases/commands/set-go-live";
import { submitCase } from "@/lib/business-cases/commands/submit-case";
import { issueDocument } from "@/lib/documents/commands/issue-document";
import { issueGuestDocument } from "@/lib/documents/commands/issue-guest-document";
import { recordView } from "@/lib/documents/commands/record-view";
import { verifyFile } from "@/lib/documents/commands/verify-file";
import { attachEvidence } from "@/lib/evidence/commands/attach-evidence";
import { pushMetric } from "@/lib/evidence/commands/push-metric";
import { storeFile } from "@/lib/evidence/commands/store-file";
import { supersedeEvidence } from "@/lib/evidence/commands/supersede-evidence";
import { withdrawEvidence } from "@/lib/evidence/commands/withdraw-evidence";
import { attestCriterion } from "@/lib/gates/commands/attest-criterion";
import { confirmCondition } from "@/lib/gates/commands/confirm-condition";
import { decideGate } from "@/lib/gates/commands/decide-gate";
import { giveFeedback } from "@/lib/gates/commands/give-feedback";
import { grantWaiver } from "@/lib/gates/commands/grant-waiver";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { requestGate } from "@/lib/gates/commands/request-gate";
import { setCheck } from "@/lib/gates/commands/set-check";
import { signAcceptance } from "@/lib/gates/commands/sign-acceptance";
import { signAmendment } from "@/lib/gates/commands/sign-amendment";
import { signAsGuest } from "@/lib/gates/commands/sign-as-guest";
import { signCase } from "@/lib/gates/commands/sign-case";
import { waiveGate } from "@/lib/gates/commands/waive-gate";
import { withdrawAttestation } from "@/lib/gates/commands/withdraw-attestation";
import { withdrawRequest } from "@/lib/gates/commands/withdraw-request";
import { acceptInvitation } from "@/lib/identity/commands/accept-invitation";
import { acceptInvitationBySso } from "@/lib/identity/commands/accept-invitation-by-sso";
import { addPasskey } from "@/lib/identity/commands/add-passkey";
import { beginPasskey } from "@/lib/identity/commands/begin-passkey";
import { beginPasskeyConfirmation } from "@/lib/identity/commands/begin-passkey-confirmation";
import { changeMemberRole } from "@/lib/identity/commands/change-member-role";
import { changePassword } from "@/lib/identity/commands/change-password";
import { confirmByPasskey } from "@/lib/identity/commands/confirm-by-passkey";
import { confirmBySso } from "@/lib/identity/commands/confirm-by-sso";
import { confirmIdentity } from "@/lib/identity/commands/confirm-identity";
import { createInvitation } from "@/lib/identity/commands/create-invitation";
import { createToken } from "@/lib/identity/commands/create-token";
import { createWorkspace } from "@/lib/identity/commands/create-workspace";
import { openSession } from "@/lib/identity/commands/open-session";
import { openSsoSession } from "@/lib/identity/commands/open-sso-session";
import { removeMember } from "@/lib/identity/commands/remove-member";
import { removePasskey } from "@/lib/identity/commands/remove-passkey";
import { renamePasskey } from "@/lib/identity/commands/rename-passkey";
import { requestPasswordReset } from "@/lib/identity/commands/request-password-reset";
import { resetPassword } from "@/lib/identity/commands/reset-password";
import { revokeInvitation } from "@/lib/identity/commands/revoke-invitation";
import { revokeOtherSessions } from "@/lib/identity/commands/revoke-other-sessions";
import { revokeSession } from "@/lib/identity/commands/revoke-session";
import { revokeToken } from "@/lib/identity/commands/revoke-token";
import { updateProfile } from "@/lib/identity/commands/update-profile";
import { updateWorkspaceSettings } from "@/lib/identity/commands/update-workspace-settings";
import { addComment } from "@/lib/journal/commands/add-comment";
import { editComment } from "@/lib/journal/commands/edit-comment";
import { editEntry } from "@/lib/journal/commands/edit-entry";
import { logEntry } from "@/lib/journal/commands/log-entry";
import { resolveComment } from "@/lib/journal/commands/resolve-comment";
import { handOverKey } from "@/lib/ledger/commands/hand-over-key";
import { markNoticesRead } from "@/lib/notifications/commands/mark-notices-read";
import { tellOfAttempts } from "@/lib/notifications/commands/tell-of-attempts";
import { copyPlaybook } from "@/lib/playbooks/commands/copy-playbook";
import { discardDraft } from "@/lib/playbooks/commands/discard-draft";
import { importShipped } from "@/lib/playbooks/commands/import-shipped";
import { publishPlaybook } from "@/lib/playbooks/commands/publish-playbook";
import { saveDraft } from "@/lib/playbooks/commands/save-draft";
import { addProjectMember } from "@/lib/projects/commands/add-project-member";
import { changeMemberRoles } from "@/lib/projects/commands/change-member-roles";
import { changeStatus } from "@/lib/projects/commands/change-status";
import { confirmLoopBack } from "@/lib/projects/commands/confirm-loop-back";
import { createProject } from "@/lib/projects/commands/create-project";
import { inviteToProject } from "@/lib/projects/commands/invite-to-project";
import { movePlaybook } from "@/lib/projects/commands/move-playbook";
import { pinProject } from "@/lib/projects/commands/pin-project";
import { planStage } from "@/lib/projects/commands/plan-stage";
import { removeProjectMember } from "@/lib/projects/commands/remove-project-member";
import { restoreStage } from "@/lib/projects/commands/restore-stage";
import { tailorOutStage } from "@/lib/projects/commands/tailor-out-stage";
import { unpinProject } from "@/lib/projects/commands/unpin-project";
import { updateProject } from "@/lib/projects/commands/update-project";
import { withdrawProjectInvitation } from "@/lib/projects/commands/withdraw-project-invitation";
import { catalogueCommands } from "@/lib/registered-catalogue";
import { treatmentCommands } from "@/lib/registered-treatment";
import { discardImport } from "@/lib/risk-imports/commands/discard-import";
import { endDrafts } from "@/lib/risk-imports/commands/end-drafts";
import { finishImport } from "@/lib/risk-imports/commands/finish-import";
import { mapDraft } from "@/lib/risk-imports/commands/map-draft";
import { mendRow } from "@/lib/risk-imports/commands/mend-row";
import { rereadDraft } from "@/lib/risk-imports/commands/reread-draft";
import { startImport } from "@/lib/risk-imports/commands/start-import";
import { undoImport } from "@/lib/risk-imports/commands/undo-import";
import { deleteRiskView } from "@/lib/risk-register/commands/delete-risk-view";
import { editRisks } from "@/lib/risk-register/commands/edit-risks";
import { renameRiskView } from "@/lib/risk-register/commands/rename-risk-view";
import { saveRiskView } from "@/lib/risk-register/commands/save-risk-view";
import { closeFinding } from "@/lib/risk-watches/commands/close-finding";
import { endWatch } from "@/lib/risk-watches/commands/end-watch";
import { watchRisk } from "@/lib/risk-watches/commands/watch-risk";
import { closeRisk } from "@/lib/risks/commands/close-risk";
import { declineAcceptance } from "@/lib/risks/commands/decline-acceptance";
import { raiseRisk } from "@/lib/risks/commands/raise-risk";
import { rateRisk } from "@/lib/risks/commands/rate-risk";
import { reopenRisk } from "@/lib/risks/commands/reopen-risk";
import { requestAcceptance } from "@/lib/risks/commands/request-acceptance";
import { reviewRisk } from "@/lib/risks/commands/review-risk";
import { revokeAcceptance } from "@/lib/risks/commands/revoke-acceptance";
import { saveRiskMatrix } from "@/lib/risks/commands/save-matrix";
import { treatRisk } from "@/lib/risks/commands/treat-risk";
import { updateRisk } from "@/lib/risks/commands/update-risk";
import { withdrawAcceptanceRequest } from "@/lib/risks/commands/withdraw-acceptance-request";
import { declineAsGuest } from "@/lib/signing/commands/decline-as-guest";
import { declineSignature } from "@/lib/signing/commands/decline-signature";
import { endDelegation } from "@/lib/signing/commands/end-delegation";
import { makeDelegation } from "@/lib/signing/commands/make-delegation";
import { noteDueSigning } from "@/lib/signing/commands/note-due-signing";
import { remindSigner } from "@/lib/signing/commands/remind-signer";
import { replaceSigner } from "@/lib/signing/commands/replace-signer";
import { sendGuestCode } from "@/lib/signing/commands/send-guest-code";
import { addChecklistEntry } from "@/lib/tasks/commands/add-checklist-entry";
import { createTask } from "@/lib/tasks/commands/create-task";
import { logEffort } from "@/lib/tasks/commands/log-effort";
import { moveTask } from "@/lib/tasks/commands/move-task";
import { recheckTask } from "@/lib/tasks/commands/recheck-task";
import { restoreTask } from "@/lib/tasks/commands/restore-task";
import { tailorOutTask } from "@/lib/tasks/commands/tailor-out-task";
import { tickEntry } from "@/lib/tasks/commands/tick-entry";
import { untickEntry } from "@/lib/tasks/commands/untick-entry";
import { updateTask } from "@/lib/tasks/commands/update-task";

/** Every command, one per line, by domain. */
export const registeredCommands = [
  exportPack,
  addEffort,
  declineAmendment,
  noteCaseEnds,
  proposeAmendment,
  recordActual,
  returnCase,
  reviewAssumption,
  saveCaseDraft,
  setGoLive,
  submitCase,
  attestCriterion,
  setCheck,
  giveFeedback,
  confirmCondition,
  decideGate,
  grantWaiver,
  reevaluateGates,
  requestGate,
  signAmendment,
  signAsGuest,
  signCase,
  waiveGate,
  withdrawAttestation,
  withdrawRequest,
  acceptInvitation,
  acceptInvitationBySso,
  changeMemberRole,
  changePassword,
  confirmIdentity,
  beginPasskey,
  addPasskey,
  renamePasskey,
  removePasskey,
  beginPasskeyConfirmation,
  confirmByPasskey,
  confirmBySso,
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
  issueDocument,
  issueGuestDocument,
  recordView,
  verifyFile,
  attachEvidence,
  pushMetric,
  storeFile,
  supersedeEvidence,
  withdrawEvidence,
  addComment,
  editComment,
  editEntry,
  logEntry,
  resolveComment,
  handOverKey,
  markNoticesRead,
  tellOfAttempts,
  copyPlaybook,
  discardDraft,
  importShipped,
  publishPlaybook,
  saveDraft,
  addProjectMember,
  inviteToProject,
  withdrawProjectInvitation,
  changeMemberRoles,
  changeStatus,
  confirmLoopBack,
  createProject,
  movePlaybook,
  pinProject,
  planStage,
  removeProjectMember,
  restoreStage,
  tailorOutStage,
  unpinProject,
  updateProject,
  ...catalogueCommands,
  discardImport,
  endDrafts,
  finishImport,
  mapDraft,
  mendRow,
  rereadDraft,
  startImport,
  undoImport,
  deleteRiskView,
  editRisks,
  renameRiskView,
  saveRiskView,
  closeFinding,
  endWatch,
  watchRisk,
  ...treatmentCommands,
  closeRisk,
  declineAcceptance,
  raiseRisk,
  rateRisk,
  reopenRisk,
  requestAcceptance,
  reviewRisk,
  revokeAcceptance,
  signAcceptance,
  saveRiskMatrix,
  treatRisk,
  updateRisk,
  withdrawAcceptanceRequest,
  declineAsGuest,
  declineSignature,
  endDelegation,
  makeDelegation,
  noteDueSigning,
  remindSigner,
  replaceSigner,
  sendGuestCode,
  addChecklistEntry,
  createTask,
  logEffort,
  moveTask,
  recheckTask,
  restoreTask,
  tailorOutTask,
  tickEntry,
  untickEntry,
  updateTask,
] as const;
