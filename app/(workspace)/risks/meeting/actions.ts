"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import * as z from "zod";
import { meetingHref, readMeetingSearch } from "@/components/risk-meetings/meeting-address";
import { type FormState, failed } from "@/lib/kernel/form-state";
import { reviewRisk } from "@/lib/risks/commands/review-risk";
import { runForAction } from "@/lib/web/for-action";

/** What the form says of the meeting and the command knows nothing of. */
const ofMeeting = ["projectId", "meeting", "then"];
const id = z.uuid().optional().catch(undefined);

/** Records one review and goes on with the next risk; a refusal keeps everything where it is. */
export async function reviewInMeetingAction(_state: FormState, form: FormData): Promise<FormState> {
  const answer = new FormData();
  for (const [name, value] of form) {
    if (!ofMeeting.includes(name)) {
      answer.append(name, value);
    }
  }
  const result = await runForAction(reviewRisk, answer);
  revalidatePath("/", "layout");
  return result.ok ? redirect(nextOf(form)) : failed(result.error, form);
}

/** Read like any address, so that a form leads nowhere else than to a meeting. */
function nextOf(form: FormData): string {
  const [projectId, then, saved] = ["projectId", "then", "riskId"].map((name) =>
    id.parse(form.get(name) ?? undefined),
  );
  const meeting = form.get("meeting");
  const text = typeof meeting === "string" ? meeting : "";
  const search = readMeetingSearch(Object.fromEntries(new URLSearchParams(text)));
  const base = projectId === undefined ? "/risks" : `/projects/${projectId}/risks`;
  return then === undefined
    ? meetingHref(`${base}/meeting/summary`, search, { at: undefined })
    : meetingHref(`${base}/meeting`, search, { at: then, saved });
}
