-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "CaseStatus" AS ENUM ('draft', 'submitted', 'signed', 'returned', 'withdrawn');

-- CreateEnum
CREATE TYPE "EvidenceKind" AS ENUM ('document', 'link', 'file', 'form', 'metric', 'histogram', 'schema', 'eda_profile', 'test_report', 'fairness_report', 'explainability_report', 'container_image', 'model_artifact', 'load_test', 'canary_window', 'rollback_drill', 'attestation', 'decision', 'signature');

-- CreateEnum
CREATE TYPE "MetricDirection" AS ENUM ('higher_is_better', 'lower_is_better');

-- CreateEnum
CREATE TYPE "GateState" AS ENUM ('locked', 'ready', 'in_review', 'passed', 'passed_with_conditions', 'changes_requested', 'rejected', 'waived', 'lapsed');

-- CreateEnum
CREATE TYPE "RoundOutcome" AS ENUM ('passed', 'passed_with_conditions', 'changes_requested', 'rejected', 'withdrawn', 'voided');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('approve', 'approve_with_conditions', 'request_changes', 'reject');

-- CreateEnum
CREATE TYPE "Feedback" AS ENUM ('no_issue', 'minor', 'major');

-- CreateEnum
CREATE TYPE "Assurance" AS ENUM ('link_code', 'password', 'sso', 'passkey');

-- CreateEnum
CREATE TYPE "SignatureSubject" AS ENUM ('business_case', 'gate_decision', 'risk_acceptance', 'waiver', 'manual_validation', 'retrain_decision');

-- CreateEnum
CREATE TYPE "WorkspaceRole" AS ENUM ('owner', 'admin', 'member', 'auditor');

-- CreateEnum
CREATE TYPE "SignInMethod" AS ENUM ('password', 'sso');

-- CreateEnum
CREATE TYPE "EntryKind" AS ENUM ('note', 'decision', 'hypothesis', 'preparation');

-- CreateEnum
CREATE TYPE "CommentSubject" AS ENUM ('task', 'gate', 'business_case', 'risk', 'journal_entry');

-- CreateEnum
CREATE TYPE "NotificationKind" AS ENUM ('signature_wanted', 'decision_wanted', 'decision_made', 'gate_lapsed', 'mentioned', 'task_assigned', 'condition_set', 'loop_back', 'signature_stale', 'added_to_project');

-- CreateEnum
CREATE TYPE "Strictness" AS ENUM ('lite', 'standard', 'regulated');

-- CreateEnum
CREATE TYPE "PlaybookOrigin" AS ENUM ('built_in', 'copied');

-- CreateEnum
CREATE TYPE "PlaybookVersionStatus" AS ENUM ('draft', 'published');

-- CreateEnum
CREATE TYPE "ProjectRole" AS ENUM ('sponsor', 'lead', 'data_scientist', 'ml_engineer', 'domain_expert', 'risk_reviewer', 'operations', 'viewer');

-- CreateEnum
CREATE TYPE "ProjectStatus" AS ENUM ('active', 'paused', 'closed');

-- CreateEnum
CREATE TYPE "LoopReason" AS ENUM ('new_hypothesis', 'expert_confirmation', 'data_quality_failure', 'metric_short', 'scope_change', 'review_finding', 'drift', 'incident', 'other');

-- CreateEnum
CREATE TYPE "RiskCategory" AS ENUM ('data', 'model', 'fairness', 'explainability', 'privacy_legal', 'security', 'operations', 'infrastructure', 'people_adoption', 'vendor', 'ml_technical_debt');

-- CreateEnum
CREATE TYPE "RiskTreatment" AS ENUM ('avoid', 'mitigate', 'transfer', 'accept');

-- CreateEnum
CREATE TYPE "RiskStatus" AS ENUM ('open', 'accepted', 'closed');

-- CreateEnum
CREATE TYPE "KnowledgeStrength" AS ENUM ('weak', 'moderate', 'strong');

-- CreateEnum
CREATE TYPE "RiskSource" AS ENUM ('person', 'review', 'metric', 'incident', 'catalogue');

-- CreateEnum
CREATE TYPE "RiskLevelKind" AS ENUM ('inherent', 'current', 'residual');

-- CreateEnum
CREATE TYPE "TaskStatus" AS ENUM ('todo', 'doing', 'done', 'blocked', 'tailored_out');

-- CreateEnum
CREATE TYPE "OutputKind" AS ENUM ('document', 'form', 'evidence', 'case_field');

-- CreateTable
CREATE TABLE "audit_events" (
    "workspaceId" UUID NOT NULL,
    "index" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "projectId" UUID,
    "type" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "canonical" TEXT NOT NULL,
    "leafHash" BYTEA NOT NULL,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("workspaceId","index")
);

-- CreateTable
CREATE TABLE "ledger_heads" (
    "workspaceId" UUID NOT NULL,
    "size" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_heads_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateTable
CREATE TABLE "business_cases" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "status" "CaseStatus" NOT NULL DEFAULT 'draft',
    "draft" JSONB NOT NULL,
    "draftSavedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "draftSavedById" UUID,
    "submittedNumber" INTEGER,
    "signedNumber" INTEGER,
    "signedAt" TIMESTAMPTZ(3),
    "returnedReason" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "business_cases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "business_case_versions" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "submittedById" UUID NOT NULL,
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "business_case_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_files" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "uploadedById" UUID NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "stageId" UUID,
    "taskId" UUID,
    "outputId" UUID,
    "kind" "EvidenceKind" NOT NULL,
    "title" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "url" TEXT,
    "fileId" UUID,
    "sha256" TEXT,
    "effectiveOn" DATE NOT NULL,
    "validUntil" DATE,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "supersedesId" UUID,
    "supersededAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawReason" TEXT NOT NULL DEFAULT '',
    "addedById" UUID NOT NULL,
    "data" JSONB,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metrics" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slice" TEXT NOT NULL DEFAULT '',
    "dataSetHash" TEXT NOT NULL DEFAULT '',
    "value" DOUBLE PRECISION NOT NULL,
    "direction" "MetricDirection" NOT NULL,
    "measuredAt" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "evidenceId" UUID,
    "addedById" UUID NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "metrics_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gates" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "stageId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "state" "GateState" NOT NULL DEFAULT 'locked',
    "stateSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stateReason" TEXT NOT NULL DEFAULT '',
    "policy" JSONB NOT NULL,
    "policySha256" TEXT NOT NULL,
    "lastTrace" JSONB,
    "passedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "roundNumber" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "gates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_rounds" (
    "id" UUID NOT NULL,
    "gateId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "iteration" INTEGER NOT NULL,
    "requestedById" UUID NOT NULL,
    "requestedRole" "ProjectRole" NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "statement" TEXT NOT NULL DEFAULT '',
    "earlyReason" TEXT NOT NULL DEFAULT '',
    "policy" JSONB NOT NULL,
    "policySha256" TEXT NOT NULL,
    "trace" JSONB NOT NULL,
    "subjects" JSONB NOT NULL,
    "eligible" JSONB NOT NULL,
    "dueOn" DATE NOT NULL,
    "outcome" "RoundOutcome",
    "closedAt" TIMESTAMPTZ(3),
    "closedReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "gate_rounds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_decisions" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "approverId" UUID NOT NULL,
    "role" "ProjectRole" NOT NULL,
    "verdict" "Verdict" NOT NULL,
    "feedback" "Feedback",
    "reason" TEXT NOT NULL DEFAULT '',
    "returnStageId" UUID,
    "signatureId" UUID NOT NULL,
    "delegatedFromId" UUID,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gate_decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_conditions" (
    "id" UUID NOT NULL,
    "gateId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "ownerId" UUID NOT NULL,
    "setById" UUID NOT NULL,
    "dueOn" DATE,
    "blocksGateId" UUID,
    "metAt" TIMESTAMPTZ(3),
    "metNote" TEXT NOT NULL DEFAULT '',
    "metEvidenceId" UUID,
    "confirmedById" UUID,

    CONSTRAINT "gate_conditions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_waivers" (
    "id" UUID NOT NULL,
    "gateId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "requestedById" UUID NOT NULL,
    "grantedById" UUID NOT NULL,
    "role" "ProjectRole" NOT NULL,
    "signatureId" UUID NOT NULL,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresOn" DATE NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "gate_waivers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attestations" (
    "id" UUID NOT NULL,
    "gateId" UUID NOT NULL,
    "criterionId" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "attestedById" UUID NOT NULL,
    "role" "ProjectRole" NOT NULL,
    "iteration" INTEGER NOT NULL,
    "attestedAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "attestations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signatures" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "subject" "SignatureSubject" NOT NULL,
    "subjectId" UUID NOT NULL,
    "subjectVersion" INTEGER NOT NULL,
    "subjectSha256" TEXT NOT NULL,
    "signerId" UUID NOT NULL,
    "signerName" TEXT NOT NULL,
    "role" "ProjectRole" NOT NULL,
    "meaning" TEXT NOT NULL,
    "assurance" "Assurance" NOT NULL,
    "delegatedFromId" UUID,
    "statement" JSONB NOT NULL,
    "statementSha256" TEXT NOT NULL,
    "signedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    "buildsOn" UUID[],

    CONSTRAINT "signatures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "passwordHash" TEXT,
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "singleKeys" BOOLEAN NOT NULL DEFAULT true,
    "emailVerifiedAt" TIMESTAMPTZ(3),
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspaces" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "riskAppetite" INTEGER NOT NULL DEFAULT 14,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "workspaceId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "WorkspaceRole" NOT NULL,
    "joinedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("workspaceId","userId")
);

-- CreateTable
CREATE TABLE "web_sessions" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "method" "SignInMethod" NOT NULL,
    "userAgent" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "web_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "scopes" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sso_identities" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sso_identities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "role" "WorkspaceRole" NOT NULL,
    "projectId" UUID,
    "projectRoles" "ProjectRole"[],
    "tokenHash" TEXT NOT NULL,
    "invitedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_resets" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "password_resets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reauthentications" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "subjectSha256" TEXT NOT NULL,
    "assurance" "Assurance" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "reauthentications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "actorKey" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bodySha256" TEXT NOT NULL,
    "response" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("actorKey","operation","key")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "security_events" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "workspaceId" UUID,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "security_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_entries" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "stageId" UUID,
    "taskId" UUID,
    "authorId" UUID NOT NULL,
    "kind" "EntryKind" NOT NULL DEFAULT 'note',
    "body" TEXT NOT NULL,
    "mentions" UUID[],
    "iteration" INTEGER NOT NULL,
    "entryOn" DATE NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "journal_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comments" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "subject" "CommentSubject" NOT NULL,
    "subjectId" UUID NOT NULL,
    "anchor" TEXT NOT NULL DEFAULT '',
    "authorId" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "mentions" UUID[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "projectId" UUID,
    "kind" "NotificationKind" NOT NULL,
    "title" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "playbooks" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "origin" "PlaybookOrigin" NOT NULL,
    "copiedFromId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "playbooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "playbook_versions" (
    "id" UUID NOT NULL,
    "playbookId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "PlaybookVersionStatus" NOT NULL,
    "source" TEXT NOT NULL,
    "document" JSONB,
    "sha256" TEXT,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "publishedById" UUID,
    "publishedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "playbook_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "unit" TEXT NOT NULL DEFAULT '',
    "strictness" "Strictness" NOT NULL,
    "status" "ProjectStatus" NOT NULL DEFAULT 'active',
    "statusReason" TEXT NOT NULL DEFAULT '',
    "playbookVersionId" UUID NOT NULL,
    "iteration" INTEGER NOT NULL DEFAULT 1,
    "startOn" DATE NOT NULL,
    "ownerId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),
    "lastTaskNumber" INTEGER NOT NULL DEFAULT 0,
    "lastRiskNumber" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_members" (
    "projectId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "roles" "ProjectRole"[],
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "project_members_pkey" PRIMARY KEY ("projectId","userId")
);

-- CreateTable
CREATE TABLE "pinned_projects" (
    "userId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "pinnedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pinned_projects_pkey" PRIMARY KEY ("userId","projectId")
);

-- CreateTable
CREATE TABLE "stages" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "group" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "planStartOn" DATE NOT NULL,
    "planEndOn" DATE NOT NULL,
    "firstPlanStartOn" DATE NOT NULL,
    "firstPlanEndOn" DATE NOT NULL,
    "actualStartOn" DATE,
    "actualEndOn" DATE,
    "tailoredOutAt" TIMESTAMPTZ(3),
    "tailoredOutReason" TEXT NOT NULL DEFAULT '',
    "tailoredOutById" UUID,
    "tasksTotal" INTEGER NOT NULL DEFAULT 0,
    "tasksStarted" INTEGER NOT NULL DEFAULT 0,
    "tasksDone" INTEGER NOT NULL DEFAULT 0,
    "tasksBlocked" INTEGER NOT NULL DEFAULT 0,
    "estimateDays" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "estimateDoneDays" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "stages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loop_backs" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "fromStageId" UUID NOT NULL,
    "toStageId" UUID NOT NULL,
    "iteration" INTEGER NOT NULL,
    "reason" "LoopReason" NOT NULL,
    "reasonText" TEXT NOT NULL,
    "triggerKind" TEXT NOT NULL,
    "triggerId" UUID,
    "triggerText" TEXT NOT NULL DEFAULT '',
    "hypothesis" TEXT NOT NULL DEFAULT '',
    "expectedCostDays" DOUBLE PRECISION NOT NULL,
    "costBeforeDays" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "costAfterDays" DOUBLE PRECISION,
    "outcome" TEXT NOT NULL DEFAULT '',
    "decidedById" UUID NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "returnedAt" TIMESTAMPTZ(3),

    CONSTRAINT "loop_backs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risks" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "cause" TEXT NOT NULL DEFAULT '',
    "event" TEXT NOT NULL DEFAULT '',
    "consequence" TEXT NOT NULL DEFAULT '',
    "category" "RiskCategory" NOT NULL,
    "stageId" UUID,
    "gateId" UUID,
    "ownerId" UUID NOT NULL,
    "identifiedOn" DATE NOT NULL,
    "source" "RiskSource" NOT NULL DEFAULT 'person',
    "inherentLikelihood" INTEGER NOT NULL,
    "inherentImpact" INTEGER NOT NULL,
    "likelihood" INTEGER NOT NULL,
    "impact" INTEGER NOT NULL,
    "residualLikelihood" INTEGER,
    "residualImpact" INTEGER,
    "score" INTEGER NOT NULL,
    "knowledge" "KnowledgeStrength" NOT NULL DEFAULT 'moderate',
    "treatment" "RiskTreatment" NOT NULL,
    "treatmentNote" TEXT NOT NULL DEFAULT '',
    "dueOn" DATE,
    "status" "RiskStatus" NOT NULL DEFAULT 'open',
    "closedReason" TEXT NOT NULL DEFAULT '',
    "closedAt" TIMESTAMPTZ(3),
    "raisedById" UUID NOT NULL,
    "raisedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "risks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_level_changes" (
    "id" UUID NOT NULL,
    "riskId" UUID NOT NULL,
    "kind" "RiskLevelKind" NOT NULL,
    "likelihood" INTEGER NOT NULL,
    "impact" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "changedById" UUID NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "risk_level_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_acceptances" (
    "id" UUID NOT NULL,
    "riskId" UUID NOT NULL,
    "approverId" UUID NOT NULL,
    "role" "ProjectRole" NOT NULL,
    "justification" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "expiresOn" DATE NOT NULL,
    "signatureId" UUID NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "risk_acceptances_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tasks" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "stageId" UUID NOT NULL,
    "key" TEXT,
    "number" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "purpose" TEXT NOT NULL DEFAULT '',
    "guidance" TEXT NOT NULL DEFAULT '',
    "role" "ProjectRole" NOT NULL,
    "status" "TaskStatus" NOT NULL DEFAULT 'todo',
    "blockedReason" TEXT NOT NULL DEFAULT '',
    "tailoredOutReason" TEXT NOT NULL DEFAULT '',
    "tailoredOutRole" "ProjectRole",
    "doneReason" TEXT NOT NULL DEFAULT '',
    "doneAt" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3),
    "assigneeId" UUID,
    "dueOn" DATE,
    "estimateLowDays" DOUBLE PRECISION NOT NULL,
    "estimateLikelyDays" DOUBLE PRECISION NOT NULL,
    "estimateHighDays" DOUBLE PRECISION NOT NULL,
    "loggedDays" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "toRecheck" BOOLEAN NOT NULL DEFAULT false,
    "needs" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checklist_entries" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "tickedAt" TIMESTAMPTZ(3),
    "tickedById" UUID,

    CONSTRAINT "checklist_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outputs" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "stageId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "OutputKind" NOT NULL,
    "field" TEXT,
    "mandatory" BOOLEAN NOT NULL,

    CONSTRAINT "outputs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_outputs" (
    "taskId" UUID NOT NULL,
    "outputId" UUID NOT NULL,

    CONSTRAINT "task_outputs_pkey" PRIMARY KEY ("taskId","outputId")
);

-- CreateTable
CREATE TABLE "effort_entries" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "days" DOUBLE PRECISION NOT NULL,
    "workedOn" DATE NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "loggedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "effort_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_events_id_key" ON "audit_events"("id");

-- CreateIndex
CREATE INDEX "audit_events_projectId_index_idx" ON "audit_events"("projectId", "index");

-- CreateIndex
CREATE INDEX "audit_events_workspaceId_type_index_idx" ON "audit_events"("workspaceId", "type", "index");

-- CreateIndex
CREATE INDEX "audit_events_workspaceId_actorId_index_idx" ON "audit_events"("workspaceId", "actorId", "index");

-- CreateIndex
CREATE UNIQUE INDEX "business_cases_projectId_key" ON "business_cases"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "business_case_versions_caseId_number_key" ON "business_case_versions"("caseId", "number");

-- CreateIndex
CREATE INDEX "stored_files_projectId_idx" ON "stored_files"("projectId");

-- CreateIndex
CREATE INDEX "stored_files_sha256_idx" ON "stored_files"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "evidence_supersedesId_key" ON "evidence"("supersedesId");

-- CreateIndex
CREATE INDEX "evidence_projectId_receivedAt_id_idx" ON "evidence"("projectId", "receivedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "evidence_outputId_idx" ON "evidence"("outputId");

-- CreateIndex
CREATE INDEX "evidence_taskId_idx" ON "evidence"("taskId");

-- CreateIndex
CREATE INDEX "metrics_projectId_name_slice_measuredAt_idx" ON "metrics"("projectId", "name", "slice", "measuredAt" DESC);

-- CreateIndex
CREATE INDEX "gates_stageId_idx" ON "gates"("stageId");

-- CreateIndex
CREATE INDEX "gates_state_idx" ON "gates"("state");

-- CreateIndex
CREATE UNIQUE INDEX "gates_projectId_code_key" ON "gates"("projectId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "gate_rounds_gateId_number_key" ON "gate_rounds"("gateId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "gate_decisions_signatureId_key" ON "gate_decisions"("signatureId");

-- CreateIndex
CREATE UNIQUE INDEX "gate_decisions_roundId_approverId_key" ON "gate_decisions"("roundId", "approverId");

-- CreateIndex
CREATE INDEX "gate_conditions_ownerId_metAt_dueOn_idx" ON "gate_conditions"("ownerId", "metAt", "dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "gate_conditions_gateId_code_key" ON "gate_conditions"("gateId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "gate_waivers_signatureId_key" ON "gate_waivers"("signatureId");

-- CreateIndex
CREATE INDEX "gate_waivers_gateId_idx" ON "gate_waivers"("gateId");

-- CreateIndex
CREATE INDEX "attestations_gateId_criterionId_idx" ON "attestations"("gateId", "criterionId");

-- CreateIndex
CREATE INDEX "signatures_subject_subjectId_signedAt_idx" ON "signatures"("subject", "subjectId", "signedAt");

-- CreateIndex
CREATE INDEX "signatures_projectId_signedAt_idx" ON "signatures"("projectId", "signedAt");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_slug_key" ON "workspaces"("slug");

-- CreateIndex
CREATE INDEX "memberships_userId_idx" ON "memberships"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "web_sessions_tokenHash_key" ON "web_sessions"("tokenHash");

-- CreateIndex
CREATE INDEX "web_sessions_userId_createdAt_idx" ON "web_sessions"("userId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_tokenHash_key" ON "api_tokens"("tokenHash");

-- CreateIndex
CREATE INDEX "api_tokens_userId_createdAt_idx" ON "api_tokens"("userId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "sso_identities_issuer_subject_key" ON "sso_identities"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_tokenHash_key" ON "invitations"("tokenHash");

-- CreateIndex
CREATE INDEX "invitations_workspaceId_createdAt_idx" ON "invitations"("workspaceId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "password_resets_tokenHash_key" ON "password_resets"("tokenHash");

-- CreateIndex
CREATE INDEX "password_resets_userId_idx" ON "password_resets"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "reauthentications_tokenHash_key" ON "reauthentications"("tokenHash");

-- CreateIndex
CREATE INDEX "reauthentications_userId_idx" ON "reauthentications"("userId");

-- CreateIndex
CREATE INDEX "idempotency_keys_createdAt_idx" ON "idempotency_keys"("createdAt");

-- CreateIndex
CREATE INDEX "security_events_workspaceId_at_idx" ON "security_events"("workspaceId", "at");

-- CreateIndex
CREATE INDEX "journal_entries_projectId_entryOn_id_idx" ON "journal_entries"("projectId", "entryOn" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "journal_entries_stageId_entryOn_id_idx" ON "journal_entries"("stageId", "entryOn" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "comments_subject_subjectId_createdAt_idx" ON "comments"("subject", "subjectId", "createdAt");

-- CreateIndex
CREATE INDEX "notifications_userId_createdAt_id_idx" ON "notifications"("userId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "playbooks_workspaceId_key_key" ON "playbooks"("workspaceId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "playbook_versions_playbookId_number_key" ON "playbook_versions"("playbookId", "number");

-- CreateIndex
CREATE INDEX "projects_workspaceId_status_name_id_idx" ON "projects"("workspaceId", "status", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "projects_workspaceId_key_key" ON "projects"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "project_members_userId_idx" ON "project_members"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "stages_projectId_key_key" ON "stages"("projectId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "stages_projectId_number_key" ON "stages"("projectId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "loop_backs_projectId_iteration_key" ON "loop_backs"("projectId", "iteration");

-- CreateIndex
CREATE INDEX "risks_workspaceId_status_score_id_idx" ON "risks"("workspaceId", "status", "score" DESC, "id");

-- CreateIndex
CREATE INDEX "risks_projectId_status_score_id_idx" ON "risks"("projectId", "status", "score" DESC, "id");

-- CreateIndex
CREATE INDEX "risks_ownerId_status_dueOn_idx" ON "risks"("ownerId", "status", "dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "risks_projectId_number_key" ON "risks"("projectId", "number");

-- CreateIndex
CREATE INDEX "risk_level_changes_riskId_changedAt_idx" ON "risk_level_changes"("riskId", "changedAt");

-- CreateIndex
CREATE UNIQUE INDEX "risk_acceptances_signatureId_key" ON "risk_acceptances"("signatureId");

-- CreateIndex
CREATE INDEX "risk_acceptances_riskId_idx" ON "risk_acceptances"("riskId");

-- CreateIndex
CREATE INDEX "tasks_stageId_position_idx" ON "tasks"("stageId", "position");

-- CreateIndex
CREATE INDEX "tasks_assigneeId_status_dueOn_idx" ON "tasks"("assigneeId", "status", "dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "tasks_projectId_number_key" ON "tasks"("projectId", "number");

-- CreateIndex
CREATE INDEX "checklist_entries_taskId_position_idx" ON "checklist_entries"("taskId", "position");

-- CreateIndex
CREATE INDEX "outputs_projectId_idx" ON "outputs"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "outputs_stageId_key_key" ON "outputs"("stageId", "key");

-- CreateIndex
CREATE INDEX "task_outputs_outputId_idx" ON "task_outputs"("outputId");

-- CreateIndex
CREATE INDEX "effort_entries_taskId_workedOn_idx" ON "effort_entries"("taskId", "workedOn");

-- AddForeignKey
ALTER TABLE "business_case_versions" ADD CONSTRAINT "business_case_versions_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "business_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "stored_files"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gates" ADD CONSTRAINT "gates_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gates" ADD CONSTRAINT "gates_stageId_fkey" FOREIGN KEY ("stageId") REFERENCES "stages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_rounds" ADD CONSTRAINT "gate_rounds_gateId_fkey" FOREIGN KEY ("gateId") REFERENCES "gates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_decisions" ADD CONSTRAINT "gate_decisions_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "gate_rounds"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_decisions" ADD CONSTRAINT "gate_decisions_signatureId_fkey" FOREIGN KEY ("signatureId") REFERENCES "signatures"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_conditions" ADD CONSTRAINT "gate_conditions_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "gate_rounds"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "web_sessions" ADD CONSTRAINT "web_sessions_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sso_identities" ADD CONSTRAINT "sso_identities_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbooks" ADD CONSTRAINT "playbooks_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook_versions" ADD CONSTRAINT "playbook_versions_playbookId_fkey" FOREIGN KEY ("playbookId") REFERENCES "playbooks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_playbookVersionId_fkey" FOREIGN KEY ("playbookVersionId") REFERENCES "playbook_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_members" ADD CONSTRAINT "project_members_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_members" ADD CONSTRAINT "project_members_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stages" ADD CONSTRAINT "stages_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loop_backs" ADD CONSTRAINT "loop_backs_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_level_changes" ADD CONSTRAINT "risk_level_changes_riskId_fkey" FOREIGN KEY ("riskId") REFERENCES "risks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_stageId_fkey" FOREIGN KEY ("stageId") REFERENCES "stages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_entries" ADD CONSTRAINT "checklist_entries_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outputs" ADD CONSTRAINT "outputs_stageId_fkey" FOREIGN KEY ("stageId") REFERENCES "stages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_outputs" ADD CONSTRAINT "task_outputs_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_outputs" ADD CONSTRAINT "task_outputs_outputId_fkey" FOREIGN KEY ("outputId") REFERENCES "outputs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "effort_entries" ADD CONSTRAINT "effort_entries_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "tasks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a datamodel cannot say -------------------------------------------------

-- The trail and everything signed or published is append only. Grants refuse it
-- to the application's role; these triggers refuse it to everybody else.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are never changed or removed.', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER business_case_versions_append_only BEFORE UPDATE OR DELETE ON business_case_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER gate_decisions_append_only BEFORE UPDATE OR DELETE ON gate_decisions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A signature may only be withdrawn, once.
CREATE FUNCTION refuse_signature_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."withdrawnAt" IS NULL AND NEW."withdrawnAt" IS NOT NULL
     AND to_jsonb(NEW) - 'withdrawnAt' = to_jsonb(OLD) - 'withdrawnAt' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A signature is never changed or removed, only withdrawn.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER signatures_append_only BEFORE UPDATE OR DELETE ON signatures
  FOR EACH ROW EXECUTE FUNCTION refuse_signature_change();

-- A published playbook version is immutable; a draft may change or go.
CREATE FUNCTION refuse_published_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'published' THEN
    RAISE EXCEPTION 'A published playbook version never changes.'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER playbook_versions_immutable BEFORE UPDATE OR DELETE ON playbook_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_published_change();

-- What a round froze stays frozen; only its end is written, once.
CREATE FUNCTION refuse_round_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.outcome IS NULL
     AND to_jsonb(NEW) - '{outcome,closedAt,closedReason}'::text[]
       = to_jsonb(OLD) - '{outcome,closedAt,closedReason}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A round of a gate is never changed after it was opened.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER gate_rounds_frozen BEFORE UPDATE OR DELETE ON gate_rounds
  FOR EACH ROW EXECUTE FUNCTION refuse_round_change();

-- At most one open round per gate, one draft per playbook, one living waiver per gate.
CREATE UNIQUE INDEX gate_rounds_one_open ON gate_rounds ("gateId") WHERE outcome IS NULL;
CREATE UNIQUE INDEX playbook_versions_one_draft ON playbook_versions ("playbookId") WHERE status = 'draft';
CREATE UNIQUE INDEX attestations_one_living ON attestations ("gateId", "criterionId", "attestedById")
  WHERE "withdrawnAt" IS NULL;

-- Levels stay inside the matrix, estimates in order, days in range.
ALTER TABLE risks ADD CONSTRAINT risks_levels_in_matrix CHECK (
  "inherentLikelihood" BETWEEN 1 AND 6 AND "inherentImpact" BETWEEN 1 AND 6
  AND likelihood BETWEEN 1 AND 6 AND impact BETWEEN 1 AND 6
  AND ("residualLikelihood" IS NULL OR "residualLikelihood" BETWEEN 1 AND 6)
  AND ("residualImpact" IS NULL OR "residualImpact" BETWEEN 1 AND 6)
  AND score = likelihood * impact);
ALTER TABLE risks ADD CONSTRAINT risks_closed_with_reason CHECK (
  (status = 'closed') = ("closedAt" IS NOT NULL));
ALTER TABLE tasks ADD CONSTRAINT tasks_estimate_in_order CHECK (
  0 <= "estimateLowDays" AND "estimateLowDays" <= "estimateLikelyDays"
  AND "estimateLikelyDays" <= "estimateHighDays");
ALTER TABLE tasks ADD CONSTRAINT tasks_blocked_with_reason CHECK (status <> 'blocked' OR "blockedReason" <> '');
ALTER TABLE tasks ADD CONSTRAINT tasks_tailored_with_reason CHECK (
  status <> 'tailored_out' OR "tailoredOutReason" <> '');
ALTER TABLE stages ADD CONSTRAINT stages_plan_in_order CHECK ("planStartOn" <= "planEndOn");
ALTER TABLE effort_entries ADD CONSTRAINT effort_positive CHECK (days > 0 AND days <= 31);
ALTER TABLE users ADD CONSTRAINT users_email_lower CHECK (email = lower(email));
ALTER TABLE evidence ADD CONSTRAINT evidence_has_substance CHECK (
  url IS NOT NULL OR "fileId" IS NOT NULL OR data IS NOT NULL OR note <> '');
