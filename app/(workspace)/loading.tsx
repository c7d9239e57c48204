import { PageColumns } from "@/components/layout/page-columns";
import { Panel } from "@/components/ui/panel";
import { SkeletonRows } from "@/components/ui/skeleton-rows";

export default function Loading() {
  return (
    <>
      <div className="wm-page-head" aria-hidden="true" />
      <PageColumns>
        <Panel>
          <SkeletonRows rows={8} label="Loading the page" />
        </Panel>
      </PageColumns>
    </>
  );
}
