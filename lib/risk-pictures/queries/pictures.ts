import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import type { ReadDb } from "@/lib/platform/db";
import { type Period, weeksOf } from "@/lib/risk-pictures/rules/periods";
import {
  projectPicturesInput,
  type RiskPicturesView,
  riskPicturesView,
  workspacePicturesInput,
} from "@/lib/risk-pictures/schema/pictures";
import { listBurnDown } from "@/lib/risk-pictures/store/burn-down";
import { loadExposure } from "@/lib/risk-pictures/store/exposure";
import type { PictureExtent } from "@/lib/risk-pictures/store/history";
import { listTreated } from "@/lib/risk-pictures/store/treating";
import { readerOf } from "@/lib/risks/store/register-filter";

export const getProjectPictures = defineQuery({
  name: "risk-pictures.get",
  permission: "risk:read",
  input: projectPicturesInput,
  output: riskPicturesView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/risks/pictures",
    summary:
      "The risks of a project over time, by category and stage, by age, and how long treating takes",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  fetch({ db, access, input, now }) {
    const { workspaceId, projectId } = access;
    const { category, period } = input;
    const extent = { workspaceId, projectId, readerId: null, category, today: dayOf(now) };
    return picturesOf(db, extent, period);
  },
});

export const getWorkspacePictures = defineQuery({
  name: "risk-pictures.get-workspace",
  permission: "workspace:read",
  input: workspacePicturesInput,
  output: riskPicturesView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risks/pictures",
    summary:
      "The risks of every project the reader may see, over time, by category, project and age",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  fetch({ db, access, input, now }) {
    const { workspaceId } = access;
    const { projectId = null, category, period } = input;
    const readerId = readerOf(access);
    const extent = { workspaceId, projectId, readerId, category, today: dayOf(now) };
    return picturesOf(db, extent, period);
  },
});

async function picturesOf(
  db: ReadDb,
  extent: PictureExtent,
  period: Period,
): Promise<RiskPicturesView> {
  const weeks = weeksOf(period);
  const from = weeks === null ? null : addDays(extent.today, -7 * weeks);
  const [points, exposure, treated] = await Promise.all([
    listBurnDown(db, extent, weeks),
    loadExposure(db, extent),
    listTreated(db, extent, from),
  ]);
  const stepDays = points[0]?.stepDays ?? 7;
  return {
    ...exposure,
    stepDays,
    burnDown: points.map(({ stepDays: _, ...point }) => point),
    treated,
  };
}
