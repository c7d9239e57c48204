import type { FormAction } from "@/components/ui/action-form";
import { Drawer } from "@/components/ui/drawer";
import type { RiskOptionsView } from "@/lib/risks/schema";
import { RaiseRiskForm } from "./raise-risk-form";
import { drawerHref, type Register } from "./register-address";

type RaiseDrawerProps = {
  projectId: string;
  register: Register;
  options: RiskOptionsView;
  action: FormAction;
};

export function RaiseDrawer({ projectId, register, options, action }: RaiseDrawerProps) {
  return (
    <Drawer
      subject="new"
      label="Raise a risk"
      noun="risk"
      head={<h2 className="text-md font-semibold">Raise a risk</h2>}
      closeHref={drawerHref(register, "closed")}
    >
      {options.whyNotRaise === null ? (
        <RaiseRiskForm projectId={projectId} options={options} action={action} />
      ) : (
        <p className="text-ink-2">{options.whyNotRaise}</p>
      )}
    </Drawer>
  );
}
