import { validInputs as audit } from "@/lib/testing/inputs/audit";
import { validInputs as identity } from "@/lib/testing/inputs/identity";
import { validInputs as notifications } from "@/lib/testing/inputs/notifications";
import { validInputs as risks } from "@/lib/testing/inputs/risks";
import type { ValidInputs } from "@/lib/testing/valid-input";

/** Valid inputs of every door of the registry. */
export const allValidInputs: ValidInputs = { ...audit, ...identity, ...notifications, ...risks };
