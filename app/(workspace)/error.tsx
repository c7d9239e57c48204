"use client";

import { DefectNotice } from "@/components/layout/defect-notice";
import { PageColumns } from "@/components/layout/page-columns";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** The navigation stays usable beside a page that failed. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <>
      <PageHeader title="This page failed" />
      <PageColumns>
        <Panel>
          <div className="grid max-w-160 gap-3">
            <DefectNotice requestId={error.digest} onRetry={reset} />
          </div>
        </Panel>
      </PageColumns>
    </>
  );
}
