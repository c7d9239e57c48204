/** The package ships no types; this is the little of it that the tests use. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  type Account = { accountId: string; claims(): Promise<Record<string, unknown>> };

  // biome-ignore lint/style/noDefaultExport: the package exports it so
  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    callback(): RequestListener;
  }
  export type FindAccount = (context: unknown, sub: string) => Promise<Account>;
}
