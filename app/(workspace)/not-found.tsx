import { PageColumns } from "@/components/layout/page-columns";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";

export default function NotFound() {
  return (
    <>
      <PageHeader title="Nothing is found here" />
      <PageColumns>
        <Panel>
          <EmptyState
            title="This page does not exist, or it is not shared with you"
            action={<ButtonLink href="/portfolio">Open the portfolio</ButtonLink>}
          >
            A lead of the project can add you to its people.
          </EmptyState>
        </Panel>
      </PageColumns>
    </>
  );
}
