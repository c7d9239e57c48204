import "server-only";
import * as z from "zod";
import { defineQuery } from "@/lib/execution/query";
import { workspaceId } from "@/lib/kernel/ids";
import { delegationChoices, delegationsView } from "@/lib/signing/schema/views";
import { listDelegationChoices, listDelegations } from "@/lib/signing/store/delegations";

export const listMyDelegations = defineQuery({
  name: "delegation.list",
  permission: "self",
  input: z.strictObject({}),
  output: delegationsView,
  operation: {
    method: "GET",
    path: "/me/delegations",
    summary: "Who signs for you, and for whom you sign",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async fetch({ db, access, now }) {
    const { userId } = access;
    const rows = await listDelegations(db, { userId, now });
    return {
      given: rows.filter(({ from }) => from.id === userId),
      received: rows.filter(({ to }) => to.id === userId),
    };
  },
});

export const getDelegationChoices = defineQuery({
  name: "delegation.choices",
  permission: "self",
  input: z.strictObject({ workspaceId }),
  output: delegationChoices,
  operation: {
    method: "GET",
    path: "/me/delegation-choices",
    summary: "Whom you may let sign for you, and in which projects",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async fetch({ db, access, input }) {
    return access.workspaceIds.includes(input.workspaceId)
      ? listDelegationChoices(db, { userId: access.userId, workspaceId: input.workspaceId })
      : { people: [], projects: [] };
  },
});
