import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import type { CaseFacts, CaseVersionFacts } from "@/lib/business-cases/rules/case-facts";
import { caseSigning } from "@/lib/business-cases/rules/case-signatures";
import { roundOf } from "@/lib/business-cases/rules/may-sign";
import type { CaseStatus } from "@/lib/business-cases/schema";
import { saveSigned } from "@/lib/business-cases/store";
import { insertSignature } from "@/lib/gates/store/insert-signature";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import type { NonEmptyArray } from "@/lib/kernel/non-empty-array";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import { type Job, reevaluateGates } from "@/lib/platform/jobs";
import type { SigningState } from "@/lib/signing/rules/signing-state";
import { handOn } from "@/lib/signing/store/hand-on";
import type { Assurance } from "@/prisma/generated/enums";

export type CaseSigning = {
  facts: CaseFacts;
  latest: CaseVersionFacts;
  /** Of the project, or a guest, whose organisation the statement then names. */
  signer: { id: string; name: string; guest?: { organisation: string } };
  role: ProjectRole;
  onBehalfOf: { id: string; name: string } | null;
  meaning: string;
  assurance: Assurance;
  now: Date;
};

type Settled = {
  signatureId: string;
  status: CaseStatus;
  version: number;
  audit: NonEmptyArray<AuditEvent>;
  jobs: Job[];
};

/** Everything a signature of a version brings about, whoever gave it and however they proved it. */
export async function settleCaseSignature(tx: Tx, signing: CaseSigning): Promise<Settled> {
  const { facts, latest, signer, role, onBehalfOf, meaning, assurance, now } = signing;
  const { id: caseId, project } = facts;
  const { number, sha256 } = latest;
  const signature = await insertSignature(tx, statementOf(signing));
  const after = stateWith(signing, signature.signatureId);
  const isNewlySigned = after.isSigned && facts.status !== "signed";
  if (isNewlySigned) {
    await saveSigned(tx, { caseId, number, at: now });
  }
  const instead = onBehalfOf === null ? "" : ` for ${onBehalfOf.name}`;
  const told = await notify(tx, {
    workspaceId: project.workspaceId as WorkspaceId,
    projectId: project.id as ProjectId,
    kind: "decision_made",
    userIds: [latest.submittedById],
    except: signer.id,
    title: `${project.name}: ${signer.name} signed version ${number} as ${titleOfProjectRole[role]}${instead}`,
    because: "because you submitted the business case",
    href: `/projects/${project.id}/business-case`,
  });
  const next = await handOn(tx, { facts, after, by: signer, now });
  return {
    signatureId: signature.signatureId,
    status: isNewlySigned ? "signed" : facts.status,
    version: facts.version + (isNewlySigned ? 1 : 0),
    audit: [
      {
        type: "case.signed",
        caseId,
        number,
        sha256,
        role,
        meaning,
        onBehalfOf: onBehalfOf?.name ?? "",
        ...signature,
        assurance,
      },
      ...next.events,
    ],
    jobs: [...told, ...next.jobs, reevaluateGates(project.id)],
  };
}

function statementOf(signing: CaseSigning): Parameters<typeof insertSignature>[1] {
  const { facts, latest, signer, role, onBehalfOf, meaning, assurance, now } = signing;
  const { project } = facts;
  const { number: version, sha256 } = latest;
  return {
    workspace: { id: project.workspaceId, name: project.workspaceName },
    project: { id: project.id, key: project.key, name: project.name },
    subject: {
      kind: "business_case",
      id: facts.id,
      name: `Business case of ${project.name}`,
      version,
      sha256,
    },
    covers: [],
    policySha256: null,
    round: null,
    signer,
    delegatedFrom: onBehalfOf,
    role,
    meaning,
    assurance,
    at: now,
    buildsOn: facts.signatures
      .filter((earlier) => earlier.number === version)
      .map((earlier) => earlier.id),
  };
}

/** How the round stands with the signature that was just given. */
function stateWith(signing: CaseSigning, signatureId: string): SigningState {
  const { facts, signer, role, onBehalfOf, assurance } = signing;
  const { project, today } = facts;
  const content = facts.latest?.content ?? facts.draft;
  const signature = {
    id: signatureId,
    role,
    signerId: signer.id,
    delegatedFromId: onBehalfOf?.id ?? null,
    assurance,
    content,
  };
  return caseSigning(
    {
      strictness: project.strictness,
      current: content,
      signatures: [...facts.signatures, signature],
      round: roundOf(facts),
    },
    { today },
  );
}
