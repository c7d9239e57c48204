import { validInputs as audit } from "@/lib/testing/inputs/audit";
import { validInputs as auditPacks } from "@/lib/testing/inputs/audit-packs";
import { validInputs as businessCases } from "@/lib/testing/inputs/business-cases";
import { validInputs as caseLife } from "@/lib/testing/inputs/case-life";
import { validInputs as documents } from "@/lib/testing/inputs/documents";
import { validInputs as evidence } from "@/lib/testing/inputs/evidence";
import { validInputs as gates } from "@/lib/testing/inputs/gates";
import { validInputs as identity } from "@/lib/testing/inputs/identity";
import { validInputs as journal } from "@/lib/testing/inputs/journal";
import { validInputs as ledger } from "@/lib/testing/inputs/ledger";
import { validInputs as notifications } from "@/lib/testing/inputs/notifications";
import { validInputs as passkeys } from "@/lib/testing/inputs/passkeys";
import { validInputs as playbooks } from "@/lib/testing/inputs/playbooks";
import { validInputs as portfolio } from "@/lib/testing/inputs/portfolio";
import { validInputs as projects } from "@/lib/testing/inputs/projects";
import { validInputs as riskAcceptances } from "@/lib/testing/inputs/risk-acceptances";
import { validInputs as riskCatalogue } from "@/lib/testing/inputs/risk-catalogue";
import { validInputs as riskChecks } from "@/lib/testing/inputs/risk-checks";
import { validInputs as riskImports } from "@/lib/testing/inputs/risk-imports";
import { validInputs as riskMatrix } from "@/lib/testing/inputs/risk-matrix";
import { validInputs as riskMeetings } from "@/lib/testing/inputs/risk-meetings";
import { validInputs as riskParts } from "@/lib/testing/inputs/risk-parts";
import { validInputs as riskPictures } from "@/lib/testing/inputs/risk-pictures";
import { validInputs as riskRegister } from "@/lib/testing/inputs/risk-register";
import { validInputs as riskTreatment } from "@/lib/testing/inputs/risk-treatment";
import { validInputs as riskWatches } from "@/lib/testing/inputs/risk-watches";
import { validInputs as risks } from "@/lib/testing/inputs/risks";
import { validInputs as signing } from "@/lib/testing/inputs/signing";
import { validInputs as tasks } from "@/lib/testing/inputs/tasks";
import type { ValidInputs } from "@/lib/testing/valid-input";

/** Valid inputs of every door of the registry. */
export const allValidInputs: ValidInputs = {
  ...audit,
  ...auditPacks,
  ...businessCases,
  ...caseLife,
  ...documents,
  ...evidence,
  ...gates,
  ...identity,
  ...journal,
  ...ledger,
  ...notifications,
  ...passkeys,
  ...playbooks,
  ...portfolio,
  ...projects,
  ...riskCatalogue,
  ...riskChecks,
  ...riskImports,
  ...riskAcceptances,
  ...riskMatrix,
  ...riskMeetings,
  ...riskParts,
  ...riskPictures,
  ...riskRegister,
  ...riskWatches,
  ...riskTreatment,
  ...risks,
  ...signing,
  ...tasks,
};
