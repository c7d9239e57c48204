import { randomUUID } from "node:crypto";
import type { ProjectRole } from "@/lib/authz/permissions";
import { SSO_JOB } from "@/lib/identity/rules";
import { SSO_ANSWER, type SsoAnswer } from "@/lib/identity/schema/sso-answer";
import { dayOf } from "@/lib/kernel/calendar";
import type { ProjectId, UserId } from "@/lib/kernel/ids";
import { hashPassword } from "@/lib/platform/passwords";
import { sealNote } from "@/lib/platform/sealed-note";
import { hashOfSecret, newSecret } from "@/lib/platform/secrets";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { Person, World } from "@/lib/testing/world";

const TEST_ISSUER = "https://id.example.com";
export const TEST_PASSWORD = "correct horse battery staple";
/** `session.open-sso` is open to this actor only. */
export const ssoActor = { kind: "system", job: SSO_JOB } as const;

const inAnHour = () => new Date(Date.now() + 3_600_000);

/** Gives a person of the world a password, made directly. */
export async function withPassword(world: World, person: { userId: UserId }): Promise<string> {
  const passwordHash = await hashPassword(TEST_PASSWORD);
  await world.db.user.update({ where: { id: person.userId }, data: { passwordHash } });
  return TEST_PASSWORD;
}

export async function aSession(world: World, person: { userId: UserId }) {
  const token = newSecret();
  const row = await world.db.webSession.create({
    data: {
      userId: person.userId,
      tokenHash: hashOfSecret(token),
      method: "password",
      expiresAt: inAnHour(),
    },
  });
  return { id: row.id, token };
}

export async function anApiToken(world: World, person: { userId: UserId }, scopes = ["read"]) {
  const token = newSecret("wm_");
  const row = await world.db.apiToken.create({
    data: {
      userId: person.userId,
      workspaceId: world.workspaceId,
      name: "Notebook",
      prefix: token.slice(0, 8),
      tokenHash: hashOfSecret(token),
      scopes,
      expiresAt: inAnHour(),
    },
  });
  return { id: row.id, token };
}

export async function anInvitation(
  world: World,
  email = `${randomUUID()}@example.com`,
  into: { projectId?: ProjectId; projectRoles?: ProjectRole[] } = {},
) {
  const token = newSecret();
  const row = await world.db.invitation.create({
    data: {
      workspaceId: world.workspaceId,
      email,
      role: "member",
      ...into,
      tokenHash: hashOfSecret(token),
      invitedById: world.owner.userId,
      expiresAt: inAnHour(),
    },
  });
  return { id: row.id, token, email };
}

export async function aReset(world: World, person: { userId: UserId }): Promise<string> {
  const token = newSecret();
  await world.db.passwordReset.create({
    data: { userId: person.userId, tokenHash: hashOfSecret(token), expiresAt: inAnHour() },
  });
  return token;
}

/** A person the provider knows, and its checked answer about them, as the sign-in route seals it. */
export async function anSsoAnswer(
  world: World,
  person: Person,
  said: Partial<SsoAnswer> = {},
): Promise<{ answer: string; subject: string }> {
  const identity = { issuer: TEST_ISSUER, subject: randomUUID() };
  const { userId, email, actor } = person;
  await world.db.ssoIdentity.create({ data: { ...identity, userId, email } });
  const note: SsoAnswer = {
    userId,
    sessionId: actor.kind === "user" ? actor.sessionId : randomUUID(),
    subjectSha256: "a".repeat(64),
    begunAt: new Date().toISOString(),
    ...identity,
    authTime: Math.floor(Date.now() / 1000),
    secret: newSecret(),
    ...said,
  };
  return { answer: sealNote(SSO_ANSWER, note), subject: identity.subject };
}

const inWorkspace = (world: World) => Promise.resolve({ workspaceId: world.workspaceId });
const nothing = () => Promise.resolve({});

/** Acts on one's own account are prepared for the project's lead. */
export const validInputs: ValidInputs = {
  "workspace.create": () =>
    Promise.resolve({
      name: "Northwind Mutual",
      ownerName: "Olive Owner",
      email: `${randomUUID()}@example.com`,
      password: TEST_PASSWORD,
    }),
  "workspace.update-settings": ({ workspaceId }) =>
    Promise.resolve({ workspaceId, name: "Northwind", version: 1 }),
  "invitation.create": ({ workspaceId }) =>
    Promise.resolve({ workspaceId, email: `${randomUUID()}@example.com`, role: "member" }),
  async "invitation.revoke"(world) {
    return { invitationId: (await anInvitation(world)).id };
  },
  async "invitation.accept"(world) {
    const { token } = await anInvitation(world);
    return { token, name: "Nora New", password: TEST_PASSWORD };
  },
  /** Refused: accepting by single sign-on is open to the sign-in route's own actor only. */
  "invitation.accept-sso": () =>
    Promise.resolve({ email: `${randomUUID()}@example.com`, isEmailVerified: true, name: "Nora" }),
  async "member.change-role"(world) {
    const { workspaceId } = world;
    const { userId } = await world.member();
    return { workspaceId, userId, role: "auditor", version: 1 };
  },
  async "member.remove"(world) {
    const { workspaceId } = world;
    const { userId } = await world.member();
    return { workspaceId, userId, version: 1 };
  },
  async "session.open"(world) {
    const person = await world.member();
    return { email: person.email, password: await withPassword(world, person) };
  },
  async "session.open-sso"(world) {
    const { userId, email } = await world.member();
    const identity = { issuer: "https://id.example.com", subject: randomUUID() };
    await world.db.ssoIdentity.create({ data: { ...identity, userId, email } });
    return { ...identity, email, isEmailVerified: true };
  },
  async "session.revoke"(world, project) {
    return { sessionId: (await aSession(world, project.lead)).id };
  },
  async "session.revoke-others"(world, project) {
    await aSession(world, project.lead);
    return {};
  },
  "password.request-reset": (_world, project) => Promise.resolve({ email: project.lead.email }),
  async "password.reset"(world, project) {
    return { token: await aReset(world, project.lead), password: "seven green bottles hanging" };
  },
  async "password.change"(world, project) {
    const currentPassword = await withPassword(world, project.lead);
    return { currentPassword, newPassword: "seven green bottles hanging" };
  },
  "profile.update": () =>
    Promise.resolve({
      name: "Lena Leadbetter",
      title: "Actuary",
      timeZone: "Europe/Berlin",
      singleKeys: true,
      version: 1,
    }),
  "token.create": ({ workspaceId }) =>
    Promise.resolve({
      workspaceId,
      name: "Notebook",
      scopes: ["read", "work"],
      expiresOn: dayOf(inAnHour()),
    }),
  async "token.revoke"(world, project) {
    return { tokenId: (await anApiToken(world, project.lead)).id };
  },
  async "identity.confirm"(world, project) {
    const password = await withPassword(world, project.lead);
    return { password, subjectSha256: "a".repeat(64) };
  },
  async "identity.confirm-sso"(world, project) {
    return { answer: (await anSsoAnswer(world, project.lead)).answer };
  },
  "identity.me": nothing,
  "identity.entry": nothing,
  "people.list": inWorkspace,
  "invitations.list": inWorkspace,
  async "invitation.preview"(world) {
    return { token: (await anInvitation(world)).token };
  },
  "tokens.list": nothing,
  "sessions.list": nothing,
  "workspace.settings": inWorkspace,
};
