"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import type { MeetingAct } from "@/lib/risk-meetings/rules/keys";
import { keepAnswer } from "./kept-answer";
import { KeysDialog } from "./keys-dialog";
import { MeetingTurn } from "./meeting-turn";
import { NoTurn } from "./no-turn";
import type { MeetingTurnProps } from "./turn";

type MeetingDeskProps = Omit<MeetingTurnProps, "onAct" | "say"> & {
  /** Read out when the page changes: what was recorded, and what is on the table. */
  said: string;
  /** The risk whose review was just recorded: nothing of it has to be kept. */
  saved: string | undefined;
  previousHref: string | undefined;
  nextHref: string | undefined;
  /** The review this reader recorded last in the meeting. */
  latest: { key: string; href: string } | null;
  queue: ReactNode;
  /** The risk on paper. */
  children: ReactNode;
};

type Correction = "none" | "asked";

/** A record stays; what was wrong in it is said by the next one. */
function Correcting({ latest }: Pick<MeetingDeskProps, "latest">) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>("a, [tabindex]")?.focus(), []);
  return (
    <div ref={place}>
      {latest === null ? (
        <div tabIndex={-1}>
          <Banner tone="idle" lead="You have recorded no review in this meeting yet." />
        </div>
      ) : (
        <Banner
          tone="idle"
          lead="A review is a record and is never taken back."
          action={
            <ButtonLink size="sm" href={latest.href}>
              Review {latest.key} anew
            </ButtonLink>
          }
        >
          What was wrong in it is set right by the next one; both stay on record.
        </Banner>
      )}
    </div>
  );
}

function useAnnounced({ said, saved, readerId, risk }: MeetingDeskProps) {
  const [voice, setVoice] = useState("");
  const first = useRef(risk.id);
  const riskId = risk.id;

  useEffect(() => {
    if (saved !== undefined) {
      keepAnswer({ readerId, riskId: saved }, null);
    }
  }, [saved, readerId]);

  useEffect(() => {
    setVoice(said);
    if (first.current !== riskId) {
      first.current = riskId;
      document.getElementById("meeting-risk")?.focus();
    }
  }, [said, riskId]);
  return { voice, setVoice };
}

/** One risk after the other, by keyboard, by touch, or as an ordinary form. */
export function MeetingDesk(props: MeetingDeskProps) {
  const { risk, keys, previousHref, nextHref, latest, queue, children } = props;
  const router = useRouter();
  const { voice, setVoice } = useAnnounced(props);
  const [isExplaining, setExplaining] = useState(false);
  const [correcting, setCorrecting] = useState<{ is: Correction; at: string }>({
    is: "none",
    at: risk.id,
  });
  const isCorrecting = correcting.is === "asked" && correcting.at === risk.id;

  const go = (href: string | undefined, otherwise: string) => {
    if (href === undefined) {
      setVoice(otherwise);
    } else {
      router.push(href, { scroll: false });
    }
    return true;
  };
  const onAct = (act: MeetingAct): boolean => {
    switch (act) {
      case "next":
        return go(nextHref, "This is the last risk of the queue.");
      case "previous":
        return go(previousHref, "This is the first risk of the queue.");
      case "undo":
        setCorrecting({ is: "asked", at: risk.id });
        return true;
      case "help":
        setExplaining(true);
        return true;
      default:
        return false;
    }
  };
  const isReviewing = risk.status !== "closed" && risk.whyNotEdit === null;
  return (
    <div className="wm-columns lg:grid-rows-[auto_1fr]" data-aside="regular" data-extent="bounded">
      <div className="wm-column">
        <p role="status" className="sr-only">
          {voice}
        </p>
        {isCorrecting && <Correcting latest={latest} />}
        {children}
      </div>
      <div className="wm-column no-print lg:col-start-2 lg:row-span-2 lg:row-start-1">
        {isReviewing ? (
          <MeetingTurn key={risk.id} {...props} onAct={onAct} say={setVoice} />
        ) : (
          <NoTurn key={risk.id} risk={risk} readerId={props.readerId} keys={keys} onAct={onAct} />
        )}
        <Button variant="quiet" shortcut="?" onClick={() => setExplaining(true)}>
          Keys of the meeting
        </Button>
      </div>
      <div className="wm-column">{queue}</div>
      <KeysDialog isOpen={isExplaining} singleKeys={keys} onClose={() => setExplaining(false)} />
    </div>
  );
}
