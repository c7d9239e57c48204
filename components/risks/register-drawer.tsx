import type { ReactNode } from "react";
import { Drawer } from "@/components/ui/drawer";
import type { RiskTreatmentView } from "@/lib/risk-treatment/schema";
import type { RiskWatchesView } from "@/lib/risk-watches/schema/watches";
import type { RiskRowView, RiskView } from "@/lib/risks/schema";
import type { RiskAcceptancesView } from "@/lib/risks/schema/acceptances";
import { drawerHref, type Register } from "./register-address";
import { type RiskActions, RiskDrawer, RiskDrawerHead } from "./risk-drawer";

export type OpenedRisk = {
  risk: RiskView;
  acceptances: RiskAcceptancesView;
  watches: RiskWatchesView;
  treatment: RiskTreatmentView;
};

type RegisterDrawerProps = {
  /** Null when the address names a risk that is not here. */
  risk: OpenedRisk | null;
  rows: readonly RiskRowView[];
  register: Register;
  actions: RiskActions;
  extent: "project" | "workspace";
  /** Who does what, which reads itself. */
  parts: ReactNode;
  now: Date;
};

function hrefOf(row: RiskRowView | undefined, register: Register): string | undefined {
  return row === undefined ? undefined : drawerHref(register, { risk: row.id });
}

/** One risk beside the list it was opened from, with ways to its neighbours there. */
export function RegisterDrawer(props: RegisterDrawerProps) {
  const { risk: opened, rows, register, actions, extent, parts, now } = props;
  const closeHref = drawerHref(register, "closed");
  if (opened === null) {
    return (
      <Drawer
        subject="missing"
        label="Risk"
        noun="risk"
        head={<b>Not in this register</b>}
        closeHref={closeHref}
      >
        <p className="text-ink-2">
          There is no such risk here, or it belongs to a project you take no part in.
        </p>
      </Drawer>
    );
  }
  const { risk, acceptances, watches, treatment } = opened;
  const place = rows.findIndex((row) => row.id === risk.id);
  return (
    <Drawer
      subject={risk.id}
      label={`Risk ${risk.key}: ${risk.title}`}
      noun="risk"
      head={<RiskDrawerHead risk={risk} />}
      closeHref={closeHref}
      previousHref={place > 0 ? hrefOf(rows[place - 1], register) : undefined}
      nextHref={place >= 0 ? hrefOf(rows[place + 1], register) : undefined}
    >
      <RiskDrawer
        risk={risk}
        acceptances={acceptances}
        watches={watches}
        treatment={treatment}
        actions={actions}
        now={now}
        extent={extent}
        parts={parts}
      />
    </Drawer>
  );
}
