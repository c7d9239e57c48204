import { DeclineForm } from "@/components/signing/decline-form";
import { Panel } from "@/components/ui/panel";
import { ShareBar } from "@/components/ui/share-bar";
import { StateLabel } from "@/components/ui/state-label";
import { TextLink } from "@/components/ui/text-link";
import type { CaseView } from "@/lib/business-cases/schema";
import type { FormState } from "@/lib/kernel/form-state";
import { levelNamed } from "@/lib/playbooks/rules/assurance";
import { ReturnForm } from "./return-form";
import { SignBox } from "./sign-box";
import { SignersPanel } from "./signers-panel";
import { SubmitForm } from "./submit-form";
import { VersionsPanel } from "./versions-panel";

type Action = (previous: FormState, form: FormData) => Promise<FormState>;

type CaseSideProps = {
  view: CaseView;
  href: string;
  actions: {
    sign: Action;
    submit: Action;
    sendBack: Action;
    decline: Action;
    resend: Action;
    replace: Action;
  };
};

/** Beside the paper: what to do next, who signs, which versions there are. */
export function CaseSide({ view, href, actions }: CaseSideProps) {
  return (
    <>
      {view.toSign !== null && (
        <Panel title={`Sign version ${view.toSign.number}`} ground="review">
          <SignBox
            projectId={view.projectId}
            number={view.toSign.number}
            sha256={view.toSign.sha256}
            choices={view.toSign.choices}
            demand={levelNamed(view.round?.minimumAssurance)}
            action={actions.sign}
          />
          <DeclineForm projectId={view.projectId} toSign={view.toSign} action={actions.decline} />
        </Panel>
      )}
      {view.toSign === null && view.latest !== null && view.whyNotSign !== null && (
        <Panel title={`Sign version ${view.latest.number}`}>
          <p className="text-ink-2 text-sm">{view.whyNotSign}</p>
        </Panel>
      )}
      {(view.latest === null || view.isDraftAhead) && <Draft {...{ view, href, actions }} />}
      <SignersPanel view={view} acts={actions} />
      <VersionsPanel view={view} href={href} />
      {view.whyNotReturn === null && view.latest !== null && (
        <ReturnForm
          projectId={view.projectId}
          number={view.latest.number}
          action={actions.sendBack}
        />
      )}
    </>
  );
}

function Draft({ view, href, actions }: CaseSideProps) {
  const { filled, of, missing } = view.completeness;
  return (
    <Panel title="Draft" meta={`${filled} of ${of} parts filled`}>
      <ShareBar share={of === 0 ? 0 : filled / of} label={`${filled} of ${of} parts filled`} />
      {missing.length > 0 && (
        <ul className="my-2 space-y-1 text-xs">
          {missing.slice(0, 6).map((part) => (
            <li key={`${part.path} ${part.message}`} className="flex gap-1.5">
              <StateLabel kind="criterion" state="open" show="symbol" />
              <span>
                <TextLink href={`${href}?edit=1#sections.${part.path}`}>{part.label}</TextLink>:{" "}
                {part.message}
              </span>
            </li>
          ))}
          {missing.length > 6 && <li className="text-ink-2">and {missing.length - 6} more</li>}
        </ul>
      )}
      <SubmitForm
        projectId={view.projectId}
        version={view.version}
        next={(view.latest?.number ?? 0) + 1}
        whyNot={view.whyNotSubmit}
        candidates={view.candidates}
        signersBefore={view.signersBefore}
        action={actions.submit}
      />
    </Panel>
  );
}
