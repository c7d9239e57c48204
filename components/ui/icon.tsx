import { Glyph } from "./glyph";
import { type IconName, iconShapes } from "./icon-shapes";

type IconProps = {
  name: IconName;
  size?: number;
  /** Give a label only where no word stands beside the icon. */
  label?: string;
};

export function Icon({ name, size = 16, label }: IconProps) {
  return (
    <Glyph className="wm-icon" size={size} label={label}>
      {iconShapes[name]}
    </Glyph>
  );
}
