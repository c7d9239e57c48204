import type { ReactNode } from "react";

/** Line drawings on a 16 px grid; stroke and caps come from the `wm-icon` class. */
export const iconShapes = {
  alert: <path d="M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1" />,
  "arrow-right": <path d="M3 8h9.5M8.5 3.8 12.7 8l-4.2 4.2" />,
  audit: (
    <path d="M8 1.8 13.2 4v3.8c0 3.2-2.2 5.3-5.2 6.4-3-1.1-5.2-3.2-5.2-6.4V4zM5.6 8l1.8 1.8 3.2-3.3" />
  ),
  back: <path d="M13 8H3.5M7.5 3.8 3.3 8l4.2 4.2" />,
  bell: <path d="M4 11V7.2a4 4 0 0 1 8 0V11l1.2 1.2H2.8zM6.7 14h2.6" />,
  box: <path d="M8 2 13.5 5v6L8 14l-5.5-3V5zM2.5 5 8 8l5.5-3M8 8v6" />,
  calendar: (
    <>
      <rect x="2.5" y="3.5" width="11" height="10" rx="1" />
      <path d="M2.5 6.5h11M5.5 2v3M10.5 2v3" />
    </>
  ),
  chart: <path d="M2.5 2.5v11h11M5.5 11V8M8.5 11V5M11.5 11V7" />,
  check: <path d="m3 8.5 3.3 3.3L13 4.8" />,
  "chevron-down": <path d="M3.5 6 8 10.5 12.5 6" />,
  "chevron-left": <path d="M10 3.5 5.5 8l4.5 4.5" />,
  "chevron-right": <path d="m6 3.5 4.5 4.5L6 12.5" />,
  "chevron-up": <path d="M3.5 10 8 5.5 12.5 10" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.5V8l2.5 1.5" />
    </>
  ),
  comment: <path d="M2.5 3h11v8h-6l-3 2.5V11h-2z" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1" />
      <path d="M10.5 5.5v-3h-8v8h3" />
    </>
  ),
  cross: <path d="m4 4 8 8M12 4l-8 8" />,
  database: (
    <>
      <ellipse cx="8" cy="4" rx="5" ry="2" />
      <path d="M3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2" />
    </>
  ),
  diamond: <path d="M8 2 14 8l-6 6-6-6z" />,
  document: <path d="M4 1.8h5.5L12.5 5v9.2H4zM9.3 1.8v3.4h3.2M6 8h4.5M6 10.7h4.5" />,
  dots: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.2" />,
  download: <path d="M8 2.5v8M4.5 7.2 8 10.7l3.5-3.5M2.5 13.5h11" />,
  edit: <path d="m3 13 .6-2.8L10.8 3 13 5.2 5.8 12.4z" />,
  evidence: (
    <path d="M12.5 7.2 7.6 12a3 3 0 0 1-4.2-4.2l5.3-5.3a2 2 0 0 1 2.8 2.8l-5.2 5.2a1 1 0 0 1-1.4-1.4l4.5-4.5" />
  ),
  eye: (
    <>
      <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="1.8" />
    </>
  ),
  filter: <path d="M2 4h12M4.5 8h7M6.5 12h3" />,
  flag: <path d="M4 14V2.5h8l-2 3 2 3H4" />,
  gear: (
    <>
      <circle cx="8" cy="8" r="2" />
      <path d="M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M3.6 12.4 5 11M11 5l1.4-1.4" />
    </>
  ),
  hash: <path d="M6 2.5 4.5 13.5M11.5 2.5 10 13.5M2.5 5.8h11M2.5 10.2h11" />,
  help: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M6.3 6.3a1.75 1.75 0 1 1 2.6 1.6c-.6.3-.9.7-.9 1.3M8 11.3v.1" />
    </>
  ),
  inbox: <path d="M2.5 9.5 4.3 3.5h7.4l1.8 6v3h-11zM2.5 9.5H6a2 2 0 0 0 4 0h3.5" />,
  info: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.3v3.5M8 5.1v.1" />
    </>
  ),
  key: (
    <>
      <circle cx="5" cy="11" r="2.7" />
      <path d="m7 9 6-6M10.5 5.5l2 2" />
    </>
  ),
  link: (
    <path d="M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 0 0 3.7 3.7l.9-.9" />
  ),
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  log: (
    <>
      <path d="M6 3.5h8M6 8h8M6 12.5h8" />
      <path d="M2.5 3.5h.01M2.5 8h.01M2.5 12.5h.01" strokeWidth="2.2" />
    </>
  ),
  loop: <path d="M3 9a5 5 0 1 0 1.5-4.3L3 6M3 2.8V6h3.2" />,
  minus: <path d="M3 8h10" />,
  overview: <path d="M2 8h2.5M11.5 8H14M8 4.5 11.5 8 8 11.5 4.5 8z" />,
  people: (
    <>
      <circle cx="6" cy="5.5" r="2.3" />
      <path d="M1.8 13.5c.3-2.7 2-4 4.2-4s3.9 1.3 4.2 4M10.5 3.5a2.2 2.2 0 0 1 0 4.2M11.8 9.8c1.5.5 2.3 1.8 2.5 3.7" />
    </>
  ),
  pin: <path d="M5.5 2.5h5l-.6 4.3 1.9 2.2H4.2l1.9-2.2zM8 9v5" />,
  plus: <path d="M8 3v10M3 8h10" />,
  portfolio: (
    <>
      <path d="M2.5 4h11M2.5 8h11M2.5 12h11" />
      <path
        d="M5 2.8 6.2 4 5 5.2 3.8 4zM10 6.8 11.2 8 10 9.2 8.8 8zM7 10.8 8.2 12 7 13.2 5.8 12z"
        fill="currentColor"
        stroke="none"
      />
    </>
  ),
  print: <path d="M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z" />,
  pulse: <path d="M1.5 8.5h3l1.8-5 3 9 1.9-4h3.3" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.3" />
      <path d="m10.3 10.3 3.4 3.4" />
    </>
  ),
  ship: <path d="M8 10V2.5M4.8 5.5 8 2.3l3.2 3.2M2.5 9v4.5h11V9" />,
  sort: <path d="m5 6 3-3 3 3M5 10l3 3 3-3" />,
  split: <path d="M2 8h4l3-4h5M6 8l3 4h5" />,
  undo: <path d="M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6" />,
  user: (
    <>
      <circle cx="8" cy="5.3" r="2.6" />
      <path d="M3 13.8c.4-3 2.3-4.5 5-4.5s4.6 1.5 5 4.5" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof iconShapes;
