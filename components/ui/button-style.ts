export type ButtonVariant = "primary" | "default" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

export type ButtonLook = {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  width?: "auto" | "full" | undefined;
  shape?: "text" | "icon" | undefined;
};

const variantClass = {
  primary: " wm-button-primary",
  default: "",
  quiet: " wm-button-quiet",
  danger: " wm-button-danger",
} satisfies Record<ButtonVariant, string>;

const sizeClass = {
  sm: " wm-button-sm",
  md: "",
  lg: " wm-button-lg",
} satisfies Record<ButtonSize, string>;

export function buttonClass(look: ButtonLook): string {
  const width = look.width === "full" ? " wm-button-wide" : "";
  const shape = look.shape === "icon" ? " wm-button-icon" : "";
  const { variant = "default", size = "md" } = look;
  return `wm-button${variantClass[variant]}${sizeClass[size]}${width}${shape}`;
}
