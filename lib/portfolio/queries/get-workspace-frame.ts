import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import { workspaceFrameInput, workspaceFrameView } from "@/lib/portfolio/schema";
import { findWorkspaceFrame } from "@/lib/portfolio/store/workspace-facts";

export const getWorkspaceFrame = defineQuery({
  name: "workspace.frame",
  permission: "self",
  input: workspaceFrameInput,
  output: workspaceFrameView,
  operation: {
    method: "GET",
    path: "/me/frame",
    summary: "Your workspace with what waits for you, notices and pinned projects",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async fetch({ db, access, input, now }) {
    const wanted = input.workspaceId ?? null;
    const frame = await findWorkspaceFrame(db, { access, wanted, today: dayOf(now) });
    if (frame === null) {
      throw new AppError("not_found", "Your account does not exist any more.");
    }
    return frame;
  },
});
