export type QuorumSlot = "given" | "open" | "required_role";

const slotClass = {
  given: "is-met",
  open: undefined,
  required_role: "is-must",
} satisfies Record<QuorumSlot, string | undefined>;

/** One segment per approval needed; a blue outline keeps a place for a role that must be among them. */
export function QuorumBar({ slots }: { slots: readonly QuorumSlot[] }) {
  const given = slots.filter((slot) => slot === "given").length;
  return (
    <div
      className="wm-segbar wm-segbar-quorum"
      role="img"
      aria-label={`${given} of ${slots.length} approvals given`}
    >
      {slots.map((slot, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: slots have no identity beyond their place
        <i key={place} className={slotClass[slot]} />
      ))}
    </div>
  );
}
