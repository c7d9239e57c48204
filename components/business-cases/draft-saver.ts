import {
  type DraftSections,
  isSame,
  mergeOf,
  sectionsApart,
} from "@/components/business-cases/draft-sections";
import type { CaseSection } from "@/lib/business-cases/schema";
import type { FormState } from "@/lib/kernel/form-state";

/** What is kept in the browser until the server has said that it has it. */
export type DraftCopy = { base: DraftSections; mine: DraftSections };
export type ServerDraft = { version: number; sections: DraftSections; savedBy: string };
export type Conflict = { section: CaseSection; theirs: DraftSections[CaseSection]; by: string };

export type SaverStatus = {
  progress: "clean" | "typed" | "saving";
  state: FormState;
  conflicts: readonly Conflict[];
};

export type SaverWorld = {
  /** What the form says now. */
  read(): DraftSections;
  /** Sends these sections of the form as it is now. Rejects when nobody answers. */
  send(request: { version: number; sections: readonly CaseSection[] }): Promise<FormState>;
  /** The draft as it is stored now; null when it cannot be read. */
  reread(): Promise<ServerDraft | null>;
  /** Keeps a copy on this side, or lets go of it. */
  keep(copy: DraftCopy | null): void;
  /** Writes sections into the form that somebody else changed. */
  show(sections: DraftSections): void;
  tell(status: SaverStatus): void;
};

const unreachable: FormState = {
  status: "failed",
  code: "unreachable",
  message:
    "Waymark cannot be reached. Your text is kept in this browser and saved as soon as it can be.",
  fields: {},
  values: {},
};

const ROUNDS = 5;

/**
 * Saves what one tab typed, section by section, one call at a time. What was
 * typed is kept on this side until the server has it. Two people in different
 * sections do not disturb each other; in the same section both texts stay, and
 * nothing of it is sent until a person has chosen.
 */
export class DraftSaver {
  private readonly world: SaverWorld;
  /** What the server has, as far as this tab knows. */
  private base: DraftSections;
  private version: number;
  private state: FormState = { status: "idle" };
  private conflicts: readonly Conflict[] = [];
  private running: Promise<void> | null = null;
  private isWanted = false;

  constructor(world: SaverWorld, start: { base: DraftSections; version: number }) {
    this.world = world;
    this.base = start.base;
    this.version = start.version;
  }

  isDirty(): boolean {
    return this.changed().length > 0;
  }

  touch(): void {
    this.isWanted = this.running !== null;
    this.keep();
    this.tell();
  }

  async save(): Promise<void> {
    if (this.running !== null) {
      this.isWanted = true;
      return this.running;
    }
    this.isWanted = false;
    this.running = this.work();
    this.tell();
    await this.running;
    this.running = null;
    this.keep();
    this.tell();
    if (this.wasTyped()) {
      await this.save();
    }
  }

  /** Brings back what an earlier life of this form could not send. */
  adopt(copy: DraftCopy): void {
    const now = this.world.read();
    const { mine, both } = mergeOf({ base: copy.base, mine: copy.mine, theirs: this.base });
    const back = [...mine, ...both].filter((name) => isSame(this.base[name], now[name]));
    this.conflicts = [
      ...this.conflicts,
      ...both.map((section) => ({ section, theirs: this.base[section], by: "Somebody" })),
    ];
    this.show(back, copy.mine);
    this.keep();
    this.tell();
  }

  resolve(section: CaseSection, whose: "mine" | "theirs"): void {
    this.conflicts = this.conflicts.filter((each) => each.section !== section);
    if (whose === "theirs") {
      this.show([section], this.base);
    }
    this.tell();
  }

  private async work(): Promise<void> {
    const refused = new Set<CaseSection>();
    for (let index = 0; index < ROUNDS; index += 1) {
      if (!(await this.round(refused))) {
        return;
      }
    }
  }

  /** True when another round can bring more onto the server. */
  private async round(refused: Set<CaseSection>): Promise<boolean> {
    const mine = this.world.read();
    const sections = this.changed().filter((name) => !(this.isHeld(name) || refused.has(name)));
    if (sections.length === 0) {
      return false;
    }
    const request = { version: this.version, sections };
    const answer = await this.world.send(request).catch(() => unreachable);
    if (answer.status === "saved") {
      this.version = answer.version ?? this.version;
      this.base = { ...this.base, ...picked(sections, mine) };
      this.state = refused.size === 0 ? answer : this.state;
      return true;
    }
    this.state = answer;
    return isConflict(answer) ? this.catchUp() : setAside(answer, { sections, refused });
  }

  /** Takes over what somebody else saved meanwhile, and marks where both wrote. */
  private async catchUp(): Promise<boolean> {
    const found = await this.world.reread().catch(() => null);
    if (found === null) {
      return false;
    }
    const { sections: theirs, savedBy: by } = found;
    const merge = mergeOf({ base: this.base, mine: this.world.read(), theirs });
    const fresh = merge.both.filter((name) => !this.isHeld(name));
    this.conflicts = [
      ...this.conflicts.map((each) => ({ ...each, theirs: theirs[each.section] })),
      ...fresh.map((section) => ({ section, theirs: theirs[section], by })),
    ];
    this.version = found.version;
    this.base = theirs;
    this.show(merge.theirs, theirs);
    this.state = { status: "idle" };
    return true;
  }

  private show(names: readonly CaseSection[], from: DraftSections): void {
    if (names.length > 0) {
      this.world.show(picked(names, from));
    }
  }

  private changed(): CaseSection[] {
    return sectionsApart(this.base, this.world.read());
  }

  private isHeld(section: CaseSection): boolean {
    return this.conflicts.some((each) => each.section === section);
  }

  /** Read through a method: the key may have come while the save was on its way. */
  private wasTyped(): boolean {
    return this.isWanted;
  }

  private keep(): void {
    this.world.keep(this.isDirty() ? { base: this.base, mine: this.world.read() } : null);
  }

  private tell(): void {
    const busy = this.running === null ? "typed" : "saving";
    const progress = this.isDirty() ? busy : "clean";
    this.world.tell({ state: this.state, conflicts: this.conflicts, progress });
  }
}

function picked(names: readonly CaseSection[], from: DraftSections): DraftSections {
  return Object.fromEntries(names.map((name) => [name, from[name] ?? ""]));
}

function isConflict(answer: FormState): boolean {
  return answer.status === "failed" && answer.code === "conflict";
}

/** One wrong number must not hold back the other sections: true when there are others to send. */
function setAside(
  answer: FormState,
  at: { sections: readonly CaseSection[]; refused: Set<CaseSection> },
): boolean {
  const wrong = at.sections.filter((name) => isNamed(answer, name));
  for (const name of wrong) {
    at.refused.add(name);
  }
  return wrong.length > 0 && wrong.length < at.sections.length;
}

/** Whether a refusal speaks of a field in this section. */
function isNamed(answer: FormState, section: CaseSection): boolean {
  return (
    answer.status === "failed" &&
    Object.keys(answer.fields).some((path) => path.split(".")[1] === section)
  );
}
