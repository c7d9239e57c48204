import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";

type DefectNoticeProps = {
  /** Number the log knows the request by; absent for what broke in the browser. */
  requestId: string | undefined;
  onRetry: () => void;
};

/** What happened, what is kept, what to do. */
export function DefectNotice({ requestId, onRetry }: DefectNoticeProps) {
  return (
    <>
      <p>
        Waymark could not show this page because of a defect of its own. What was saved before is
        kept.
      </p>
      <p className="text-ink-2">
        Try once more. If it fails again, tell whoever runs Waymark
        {requestId === undefined ? " what you were doing." : ", and quote this number."}
      </p>
      {requestId !== undefined && (
        <p>
          Request <code className="wm-code">{requestId}</code>
        </p>
      )}
      <p className="flex gap-2">
        <Button variant="primary" onClick={onRetry}>
          Try again
        </Button>
        <ButtonLink href="/">Go to the start</ButtonLink>
      </p>
    </>
  );
}
