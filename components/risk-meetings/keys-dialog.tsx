import { Dialog } from "@/components/ui/dialog";
import { KeyList } from "@/components/ui/key-list";
import { meetingKeys } from "@/lib/risk-meetings/rules/keys";

type KeysDialogProps = { isOpen: boolean; singleKeys: "on" | "off"; onClose: () => void };

/** The keys of a meeting; those of the whole product stand in its own list. */
export function KeysDialog({ isOpen, singleKeys, onClose }: KeysDialogProps) {
  return (
    <Dialog title="Keys of the review meeting" isOpen={isOpen} onClose={onClose}>
      {singleKeys === "off" && (
        <p className="mb-2 text-ink-2">Single keys are switched off in your profile.</p>
      )}
      <KeyList keys={meetingKeys} />
    </Dialog>
  );
}
