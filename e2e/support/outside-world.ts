import { parseArgs } from "node:util";
import { startOidcProvider } from "./oidc-provider";
import { startSmtpServer } from "./smtp-server";

/**
 * Identity provider and mail server for the browser tests, in a process of
 * their own. The first line of output is the environment Waymark is started with.
 */
const { values } = parseArgs({
  options: {
    waymark: { type: "string" },
    mail: { type: "string" },
    "oidc-port": { type: "string" },
    "smtp-port": { type: "string" },
  },
});
const { waymark = "", mail: folder = "" } = values;
const [oidcPort, smtpPort] = [Number(values["oidc-port"]), Number(values["smtp-port"])];
const client = { clientId: "waymark-tests", clientSecret: "a-client-secret-for-tests" };
const redirectUri = `${waymark}/api/auth/callback/oidc`;

const { issuer } = await startOidcProvider({ port: oidcPort, ...client, redirectUri });
await startSmtpServer({ port: smtpPort, folder });

const environment = {
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: client.clientId,
  OIDC_CLIENT_SECRET: client.clientSecret,
  OIDC_NAME: "Test sign-on",
  OIDC_ALLOWED_DOMAINS: "sso.example.com",
  SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
  E2E_MAIL: folder,
};
process.stdout.write(`${JSON.stringify(environment)}\n`);
