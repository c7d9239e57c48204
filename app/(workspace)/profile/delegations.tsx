import { DelegationForm } from "@/components/signing/delegation-form";
import { DelegationList } from "@/components/signing/delegation-list";
import { Panel } from "@/components/ui/panel";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { getDelegationChoices, listMyDelegations } from "@/lib/signing/queries";
import { readForPage } from "@/lib/web/for-page";
import { endDelegationAction, makeDelegationAction } from "./delegation-actions";

const PROPOSED_DAYS = 14;

/** While one is away: who signs and decides in one's place. */
export async function Delegations({ workspaceId }: { workspaceId: WorkspaceId | null }) {
  const view = await readForPage(listMyDelegations, {});
  const choices =
    workspaceId === null ? null : await readForPage(getDelegationChoices, { workspaceId });
  const first = dayOf(new Date());
  return (
    <Panel title="While you are away" id="delegations">
      <div className="grid gap-3">
        <p className="text-ink-2 text-sm">
          Somebody you name here may read your projects, sign business cases and decide gates in
          your place. Every signature says that it was given for you.
        </p>
        <DelegationList view={view} end={endDelegationAction} />
        {workspaceId !== null && choices !== null && (
          <DelegationForm
            workspaceId={workspaceId}
            choices={choices}
            days={{ first, proposed: addDays(first, PROPOSED_DAYS) }}
            action={makeDelegationAction}
          />
        )}
      </div>
    </Panel>
  );
}
