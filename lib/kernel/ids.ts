import * as z from "zod";

export const userId = z.uuid().brand<"UserId">();
export type UserId = z.infer<typeof userId>;

export const workspaceId = z.uuid().brand<"WorkspaceId">();
export type WorkspaceId = z.infer<typeof workspaceId>;

export const projectId = z.uuid().brand<"ProjectId">();
export type ProjectId = z.infer<typeof projectId>;

export const stageId = z.uuid().brand<"StageId">();
export type StageId = z.infer<typeof stageId>;

export const taskId = z.uuid().brand<"TaskId">();
export type TaskId = z.infer<typeof taskId>;

export const outputId = z.uuid().brand<"OutputId">();
export type OutputId = z.infer<typeof outputId>;

export const gateId = z.uuid().brand<"GateId">();
export type GateId = z.infer<typeof gateId>;

export const riskId = z.uuid().brand<"RiskId">();
export type RiskId = z.infer<typeof riskId>;

export const riskViewId = z.uuid().brand<"RiskViewId">();
export type RiskViewId = z.infer<typeof riskViewId>;

export const evidenceId = z.uuid().brand<"EvidenceId">();
export type EvidenceId = z.infer<typeof evidenceId>;

export const playbookId = z.uuid().brand<"PlaybookId">();
export type PlaybookId = z.infer<typeof playbookId>;

export const playbookVersionId = z.uuid().brand<"PlaybookVersionId">();
export type PlaybookVersionId = z.infer<typeof playbookVersionId>;

export const importDraftId = z.uuid().brand<"ImportDraftId">();
export type ImportDraftId = z.infer<typeof importDraftId>;

export const importId = z.uuid().brand<"ImportId">();
export type ImportId = z.infer<typeof importId>;
