import { GateSymbol, type GateSymbolState, gateWords } from "@/components/ui/gate-symbol";

const usual: GateSymbolState[] = [
  "locked",
  "ready",
  "in_review",
  "passed",
  "passed_with_conditions",
  "rejected",
  "waived",
];

/** The gates' part of a legend. Lapsed gates are rare: they are explained where one is shown. */
export function TrailGateKey({ states }: { states: readonly GateSymbolState[] }) {
  const shown = states.includes("lapsed") ? [...usual, "lapsed" as const] : usual;
  return shown.map((state) => (
    <li key={state}>
      <GateSymbol state={state} />
      {gateWords[state]}
    </li>
  ));
}
