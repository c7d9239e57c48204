import type { Cast } from "./story";

const usual: Cast = {
  sponsor: ["helena"],
  data_scientist: ["tomas"],
  ml_engineer: ["yuki"],
  domain_expert: ["adaeze"],
  risk_reviewer: ["samuel"],
  operations: ["jonas"],
};

/** The usual people of a project, with the ones that differ. */
export function crew(others: Cast = {}): Cast {
  return { ...usual, ...others };
}
