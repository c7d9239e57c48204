/** A cairn with a gate on top. Decoration: the name stands beside it. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect className="wm-logo-plate" width="32" height="32" rx="6" />
      <path className="wm-logo-mark" d="M16 4.6 20.7 9.3 16 14 11.3 9.3z" />
      <path
        className="wm-logo-mark"
        d="M10.7 15.8h10.9c1.3 0 2.2.8 2.2 2.05s-.9 2.05-2.2 2.05H10.2c-1.25 0-2.1-.8-2.1-2.05 0-1.2.9-2.05 2.6-2.05z"
      />
      <path
        className="wm-logo-mark"
        d="M8.2 21.8h15.9c1.6 0 2.6.950 2.6 2.4s-1 2.4-2.6 2.4H7.7c-1.5 0-2.5-.95-2.5-2.4 0-1.4 1.1-2.4 3-2.4z"
      />
    </svg>
  );
}
