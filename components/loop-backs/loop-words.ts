import {
  type LoopReasonCode,
  loopReasonCodes,
  titleOfLoopReason,
} from "@/lib/projects/rules/loop-reasons";

export function reasonWord(code: LoopReasonCode): string {
  const title = titleOfLoopReason[code];
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

/** The reasons for which the playbook knows this way stand first. */
export function reasonChoices(usual: readonly LoopReasonCode[]) {
  const rest = loopReasonCodes.filter((code) => !usual.includes(code));
  return [
    ...[...new Set(usual)].map((code) => ({ value: code, label: `${reasonWord(code)} (usual)` })),
    ...rest.map((code) => ({ value: code, label: reasonWord(code) })),
  ];
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
