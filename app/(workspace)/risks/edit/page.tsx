import type { Metadata } from "next";
import * as z from "zod";
import { EditChoice } from "@/components/risks/edit-choice";
import { EditPreview } from "@/components/risks/edit-preview";
import type { SearchParams } from "@/components/risks/register-search";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { dayOf } from "@/lib/kernel/calendar";
import type { RiskId, UserId } from "@/lib/kernel/ids";
import { previewRiskEdit } from "@/lib/risk-register/queries/preview-edit";
import { riskCategories, riskTreatments } from "@/lib/risks/schema";
import { readForPage } from "@/lib/web/for-page";
import { openWorkspace } from "@/lib/web/frames";
import { editRisksAction } from "../actions";

export const metadata: Metadata = { title: "Change many risks" };

const ids = z.array(z.uuid()).max(200).catch([]);
const wantedFields = z.object({
  ownerId: z.uuid().optional().catch(undefined),
  category: z.enum(riskCategories).optional().catch(undefined),
  treatment: z.enum(riskTreatments).optional().catch(undefined),
  reviewDueOn: z.iso.date().optional().catch(undefined),
});

type Props = { searchParams: Promise<SearchParams> };

function Nothing() {
  return (
    <EmptyState
      title="No risk is chosen"
      action={<ButtonLink href="/risks">Back to the register</ButtonLink>}
    >
      Tick the risks you want to change in the register, at most 200 at once.
    </EmptyState>
  );
}

export default async function EditRisksPage({ searchParams }: Props) {
  const params = await searchParams;
  const riskIds = ids.parse([params["pick"] ?? []].flat()) as RiskId[];
  const wanted = wantedFields.parse(params);
  const workspace = await openWorkspace();
  const { ownerId, ...others } = wanted;
  const preview =
    riskIds.length === 0
      ? null
      : await readForPage(previewRiskEdit, {
          workspaceId: workspace.id,
          riskIds,
          ...others,
          ...(ownerId === undefined ? {} : { ownerId: ownerId as UserId }),
        });
  const fields = Object.fromEntries(
    Object.entries(wanted).filter(([, value]) => value !== undefined),
  ) as Record<string, string>;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: workspace.name, href: "/portfolio" },
          { label: "Risks", href: "/risks" },
          { label: "Change many" },
        ]}
      />
      <PageHeader title="Change many risks" facts={["All of them or none"]} />
      <div className="wm-columns" data-aside="none">
        <div className="wm-column">
          {preview === null ? (
            <Nothing />
          ) : (
            <>
              <EditChoice preview={preview} wanted={fields} today={dayOf(new Date())} />
              <EditPreview
                preview={preview}
                workspaceId={workspace.id}
                wanted={fields}
                action={editRisksAction}
              />
            </>
          )}
        </div>
      </div>
    </>
  );
}
