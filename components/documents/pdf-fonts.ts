import { join } from "node:path";
import { Font } from "@react-pdf/renderer";

export const SANS = "DejaVu Sans Condensed";
export const MONO = "DejaVu Sans Mono";

let isDone = false;

/**
 * Fonts of our own, embedded: with a reader's built-in ones "≥ 0.8" would come
 * out of the file as another character.
 */
export function registerFonts(): void {
  if (isDone) {
    return;
  }
  isDone = true;
  const root = process.env.WAYMARK_ROOT ?? process.cwd();
  const file = (name: string) => join(root, "node_modules/dejavu-fonts-ttf/ttf", name);
  Font.register({
    family: SANS,
    fonts: [
      { src: file("DejaVuSansCondensed.ttf"), fontWeight: 400 },
      { src: file("DejaVuSansCondensed-Bold.ttf"), fontWeight: 600 },
    ],
  });
  Font.register({ family: MONO, src: file("DejaVuSansMono.ttf") });
  // A word that is broken by a hyphen is not found again by searching the file.
  Font.registerHyphenationCallback((word) => [word]);
}
