import { Dialog } from "@/components/ui/dialog";
import { meetingKeys } from "@/lib/risk-meetings/rules/keys";

type KeysDialogProps = { isOpen: boolean; singleKeys: "on" | "off"; onClose: () => void };

/** The keys of a meeting; those of the whole product stand in its own list. */
export function KeysDialog({ isOpen, singleKeys, onClose }: KeysDialogProps) {
  return (
    <Dialog title="Keys of the review meeting" isOpen={isOpen} onClose={onClose}>
      {singleKeys === "off" && (
        <p className="mb-2 text-ink-2">Single keys are switched off in your profile.</p>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5">
        {meetingKeys.map(({ keys, act }) => (
          <div key={act} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <kbd key={key} className="wm-kbd">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{act}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
