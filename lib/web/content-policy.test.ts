import { describe, expect, it } from "vitest";
import { contentPolicy } from "@/lib/web/content-policy";

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
  );
}

describe("contentPolicy", () => {
  it("lets only scripts with the nonce run, and none from an attribute", () => {
    const policy = directives(contentPolicy("bm9uY2U=", "production"));
    expect(policy.get("script-src")).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"]);
    expect(policy.get("script-src-attr")).toEqual(["'none'"]);
    expect(policy.get("object-src")).toEqual(["'none'"]);
    expect(policy.get("frame-ancestors")).toEqual(["'none'"]);
  });

  it("adds eval for development and nothing else", () => {
    const production = directives(contentPolicy("bm9uY2U=", "production"));
    const development = directives(contentPolicy("bm9uY2U=", "development"));
    const more = development.get("script-src")?.filter((source) => source !== "'unsafe-eval'");
    expect(more).toEqual(production.get("script-src"));
    expect([...development.keys()]).toEqual([...production.keys()]);
  });
});
