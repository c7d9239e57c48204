import { createServer, type Server } from "node:http";
import Provider, { type FindAccount } from "oidc-provider";

type Options = { port: number; clientId: string; clientSecret: string; redirectUri: string };

/** Whoever types an address is that person; an address that begins with "unverified" is not vouched for. */
const findAccount: FindAccount = (_context, sub) =>
  Promise.resolve({
    accountId: sub,
    claims: () =>
      Promise.resolve({
        sub,
        name: sub.split("@")[0],
        email: sub,
        email_verified: !sub.startsWith("unverified"),
      }),
  });

/** A real OpenID Connect provider with its own login and consent pages. */
export async function startOidcProvider(
  options: Options,
): Promise<{ issuer: string; server: Server }> {
  const { port, clientId, clientSecret, redirectUri } = options;
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["only-for-tests"] },
    features: { devInteractions: { enabled: true } },
    pkce: { required: () => true },
    findAccount,
  });
  const server = createServer(provider.callback());
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { issuer, server };
}
