import type { ReactNode } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { formatDay } from "@/components/ui/format-date";
import { Icon } from "@/components/ui/icon";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { ControlView, RiskTreatmentView } from "@/lib/risk-treatment/schema";
import type { RiskView } from "@/lib/risks/schema";
import {
  ChangeControlForm,
  ProveControlForm,
  RemoveProofForm,
  RetireControlForm,
} from "./control-forms";
import type { TreatmentActions } from "./treatment-actions";
import { ageWords } from "./treatment-words";

type ControlRowProps = {
  control: ControlView;
  risk: Pick<RiskView, "projectId">;
  view: RiskTreatmentView;
  actions: TreatmentActions;
  now: Date;
};

function Missing({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-1.5 text-bad-ink">
      <span className="mt-0.5">
        <Icon name="alert" size={13} label="Not proved" />
      </span>
      <span>{children}</span>
    </p>
  );
}

type ProofProps = Pick<ControlRowProps, "control" | "risk" | "now">;

const overWords = { superseded: "was replaced", withdrawn: "was withdrawn", expired: "ran out" };

function Proof({ control, risk, now }: ProofProps) {
  const { standing, lastProof, proofs } = control;
  const href = (evidenceId: string) =>
    `/projects/${risk.projectId}/evidence?evidence=${evidenceId}`;
  if (lastProof !== null && standing === "proved") {
    return (
      <p className="text-ink-2" title={formatDay(lastProof.effectiveOn, { now })}>
        Proved {ageWords(lastProof.ageDays)} by{" "}
        <TextLink href={href(lastProof.evidenceId)}>{lastProof.title}</TextLink>, brought by{" "}
        {lastProof.addedByName}
        {proofs.length > 1 && `; ${proofs.length - 1} more linked`}
      </p>
    );
  }
  const [newest] = proofs;
  if (standing === "proof_over" && newest !== undefined && newest.status !== "living") {
    return (
      <Missing>
        No proof any more: <TextLink href={href(newest.evidenceId)}>{newest.title}</TextLink>{" "}
        {overWords[newest.status]}.
      </Missing>
    );
  }
  return standing === "unproved" ? (
    <Missing>No proof yet: nothing shows that it works.</Missing>
  ) : null;
}

/** Name, state and last proof with its age; what can be done with it stands behind one title. */
export function ControlRow(props: ControlRowProps) {
  const { control, risk, view, actions, now } = props;
  return (
    <li className="grid gap-0.5">
      <p className="flex items-start gap-2">
        <b className="min-w-0 flex-1 font-medium">{control.name}</b>
        <Tag>{control.state === "existing" ? "Exists" : "Planned"}</Tag>
      </p>
      {control.description !== "" && (
        <p className="whitespace-pre-line text-ink-2">{control.description}</p>
      )}
      <Proof control={control} risk={risk} now={now} />
      {view.whyNotTreat === null && (
        <>
          {control.state === "existing" && (
            <ProveControlForm
              control={control}
              projectId={risk.projectId}
              evidence={view.evidence}
              action={actions.proveControl}
            />
          )}
          <Disclosure title="Change or take out of use">
            <div className="grid gap-3">
              <ChangeControlForm control={control} action={actions.changeControl} />
              {control.proofs.length > 0 && (
                <RemoveProofForm control={control} action={actions.removeProof} />
              )}
              <RetireControlForm control={control} action={actions.retireControl} />
            </div>
          </Disclosure>
        </>
      )}
    </li>
  );
}
