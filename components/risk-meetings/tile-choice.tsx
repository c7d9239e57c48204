import type { ReactNode } from "react";
import { FieldError } from "@/components/ui/field-error";
import { Kbd } from "@/components/ui/kbd";

type Tile = { value: string; label: ReactNode; hint?: string; shortcut?: string };

type TileChoiceProps = {
  id: string;
  name: string;
  legend: ReactNode;
  tiles: readonly Tile[];
  value: string;
  error?: string | undefined;
  /** The next digit lands here. */
  isAwaited?: boolean;
  onChoose: (value: string) => void;
};

/** One of a few, large enough for a thumb; a plain group of radios underneath. */
export function TileChoice(props: TileChoiceProps) {
  const { id, name, legend, tiles, value, error, isAwaited = false, onChoose } = props;
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={error === undefined ? undefined : `${id}-note`}
      data-invalid={error === undefined ? undefined : "true"}
      className="min-w-0"
    >
      <legend className="wm-label">{legend}</legend>
      <div
        className={`grid auto-cols-fr grid-flow-col gap-1 rounded-control ${isAwaited ? "outline-2 outline-offset-2 outline-spruce-line outline-dashed" : ""}`}
      >
        {tiles.map((tile) => (
          <label
            key={tile.value}
            title={tile.hint}
            className="relative grid min-h-11 min-w-0 cursor-pointer content-center justify-items-center gap-0.5 rounded-control border border-line-3 bg-surface px-0.5 py-1 text-center hover:bg-surface-2 has-checked:border-spruce has-checked:bg-spruce-soft has-checked:shadow-[inset_0_0_0_1px_var(--wm-spruce)] has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={name}
              value={tile.value}
              checked={tile.value === value}
              onChange={() => onChoose(tile.value)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <span className="w-full min-w-0 hyphens-auto break-words text-xs leading-4">
              {tile.label}
            </span>
            {tile.shortcut !== undefined && (
              <span className="pointer-coarse:hidden">
                <Kbd>{tile.shortcut}</Kbd>
              </span>
            )}
          </label>
        ))}
      </div>
      {error !== undefined && <FieldError id={`${id}-note`}>{error}</FieldError>}
    </fieldset>
  );
}
