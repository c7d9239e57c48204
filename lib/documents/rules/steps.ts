import type { Verification } from "@/lib/documents/schema";

type Step = Verification["steps"][number];

export function passed(name: string, sentence: string): Step {
  return { name, result: "passed", sentence };
}

export function failed(name: string, sentence: string): Step {
  return { name, result: "failed", sentence };
}

export function skipped(name: string, sentence: string): Step {
  return { name, result: "skipped", sentence };
}
