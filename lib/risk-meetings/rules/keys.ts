/** What a key does beside answering. */
export type MeetingAct = "next" | "previous" | "save" | "evidence" | "text" | "undo" | "help";

const acts: Readonly<Record<string, MeetingAct>> = {
  j: "next",
  ArrowRight: "next",
  k: "previous",
  ArrowLeft: "previous",
  Enter: "save",
  e: "evidence",
  t: "text",
  u: "undo",
  "?": "help",
};

export function actOf(key: string): MeetingAct | null {
  return acts[key] ?? null;
}

/** Where the key was pressed. */
export type KeyPlace = "page" | "choice" | "control" | "field";

/**
 * Whether a key belongs to the meeting there: a field keeps all of its keys, a
 * choice its arrows, a link or a button its Enter.
 */
export function isForMeeting(key: string, place: KeyPlace): boolean {
  switch (place) {
    case "page":
      return true;
    case "choice":
      return !key.startsWith("Arrow");
    case "control":
      return key !== "Enter";
    default:
      return false;
  }
}

/** As the screen lists them. */
export const meetingKeys = [
  { keys: ["Y"], act: "Yes, it is still true" },
  { keys: ["N"], act: "No: close it with the reason you write" },
  { keys: ["1", "–", "6"], act: "First digit likelihood, second digit impact" },
  { keys: ["Backspace"], act: "Begin with the likelihood again" },
  { keys: ["S"], act: "Strength of knowledge: weak, moderate, strong in turn" },
  { keys: ["E"], act: "Choose the evidence" },
  { keys: ["T"], act: "Write what you found; Esc leaves the field" },
  { keys: ["Enter"], act: "Save and go to the next; in the text with Ctrl" },
  { keys: ["J", "→"], act: "Next risk without saving" },
  { keys: ["K", "←"], act: "Previous risk" },
  { keys: ["U"], act: "Correct the review recorded last" },
  { keys: ["?"], act: "This list" },
] as const;
