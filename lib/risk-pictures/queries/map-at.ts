import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { projectMapInput, riskMapView, workspaceMapInput } from "@/lib/risk-pictures/schema/map";
import { loadMapAt } from "@/lib/risk-pictures/store/map-at";
import { readerOf } from "@/lib/risks/store/register-filter";

export const getProjectMap = defineQuery({
  name: "risk-map.get",
  permission: "risk:read",
  input: projectMapInput,
  output: riskMapView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/risks/map",
    summary: "The heat map of a project on a day, the one of today, and what moved between",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  fetch({ db, access, input, now }) {
    const { workspaceId, projectId } = access;
    const { category, on } = input;
    const extent = { workspaceId, projectId, readerId: null, category, today: dayOf(now) };
    return loadMapAt(db, extent, on);
  },
});

export const getWorkspaceMap = defineQuery({
  name: "risk-map.get-workspace",
  permission: "workspace:read",
  input: workspaceMapInput,
  output: riskMapView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risks/map",
    summary: "The heat map of every project the reader may see on a day, beside the one of today",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  fetch({ db, access, input, now }) {
    const { projectId = null, category, on } = input;
    const { workspaceId } = access;
    const readerId = readerOf(access);
    const extent = { workspaceId, projectId, readerId, category, today: dayOf(now) };
    return loadMapAt(db, extent, on);
  },
});
