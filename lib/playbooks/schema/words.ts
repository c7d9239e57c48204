import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";

export const evidenceKinds = [
  "document",
  "link",
  "file",
  "structured-form",
  "metric",
  "histogram",
  "schema",
  "eda-profile",
  "test-report",
  "fairness-report",
  "explainability-report",
  "container-image",
  "model-artifact",
  "load-test",
  "canary-window",
  "rollback-drill",
  "attestation",
  "decision",
  "signature",
] as const;

export const slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case words joined by hyphens");
export const title = z.string().trim().min(1).max(120);
export const sentence = z.string().trim().min(1).max(500);
export const role = z.enum(projectRoles);
export const fromLevel = z
  .enum(["standard", "regulated"])
  .describe("The lightest strictness at which this applies; absent means always.");
