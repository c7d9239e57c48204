import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Waymark", template: "%s · Waymark" },
  description: "Team governance of data-science projects, from business case to monitored model.",
  icons: { icon: "/logo.svg" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  colorScheme: "light dark",
};

const themes = new Set(["light", "dark"]);
const densities = new Set(["dense", "roomy"]);

// Both choices are read on the server, so the first paint already wears them.
export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const theme = jar.get("wm-theme")?.value ?? "system";
  const density = jar.get("wm-density")?.value ?? "regular";

  return (
    <html
      lang="en"
      data-theme={themes.has(theme) ? theme : undefined}
      data-density={densities.has(density) ? density : undefined}
    >
      <body>{children}</body>
    </html>
  );
}
