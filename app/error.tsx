"use client";

import { DefectNotice } from "@/components/layout/defect-notice";
import { PlainShell } from "@/components/layout/plain-shell";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <PlainShell title="This page failed">
      <DefectNotice requestId={error.digest} onRetry={reset} />
    </PlainShell>
  );
}
