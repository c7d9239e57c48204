"use client";

import { evidenceChoices } from "@/components/risk-treatment/evidence-choices";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import type { RiskTreatmentView } from "@/lib/risk-treatment/schema";
import type { RiskView } from "@/lib/risks/schema";
import { choicesOf, knowledgeWords, stepChoices } from "./risk-words";

const answers = { yes: "Yes, it may still happen", no: "No: close it with this note" };

type ReviewProps = {
  risk: RiskView;
  /** What the project has that the review may rest on. */
  evidence: RiskTreatmentView["evidence"];
  action: FormAction;
};

/** Still true, which level, how well known, on which evidence: a minute's work. */
export function ReviewRiskForm({ risk, evidence, action }: ReviewProps) {
  const { current, matrix } = risk;
  return (
    <ActionForm id="review" action={action} disclosure="Review it">
      {({ field }) => (
        <>
          <input type="hidden" name="riskId" value={risk.id} />
          <input type="hidden" name="version" value={risk.version} />
          <SelectField
            {...field("isStillTrue", "yes")}
            label="Is it still true?"
            options={choicesOf(answers)}
          />
          <div className="grid grid-cols-2 gap-3">
            <SelectField
              {...field("likelihood", current.likelihood)}
              label="Likelihood"
              options={stepChoices(matrix.likelihoods)}
            />
            <SelectField
              {...field("impact", current.impact)}
              label="Impact"
              options={stepChoices(matrix.impacts)}
            />
          </div>
          <SelectField
            {...field("knowledge", risk.knowledge)}
            label="Knowledge behind it"
            options={choicesOf(knowledgeWords)}
          />
          <SelectField
            {...field("evidenceId")}
            label="Evidence you looked at"
            placeholder="None"
            options={evidenceChoices(evidence)}
            optional="yes"
          />
          <TextAreaField
            {...field("note")}
            label="What you found"
            hint="Needed where the level moves or the risk is closed."
            optional="yes"
          />
          <SubmitButton>Record the review</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
