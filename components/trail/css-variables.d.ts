import "react";

declare module "react" {
  // Numbers of the geometry reach the stylesheet as custom properties.
  type CustomProperties = Record<`--wm-${string}`, string | number | undefined>;

  interface CSSProperties extends CustomProperties {}
}
