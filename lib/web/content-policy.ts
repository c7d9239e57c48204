/**
 * What a page may load. Scripts run when they carry this answer's own nonce,
 * or when such a script asked for them; so neither markup somebody smuggled in
 * nor a file somebody uploaded can become a script of this site.
 */
export function contentPolicy(nonce: string, mode: "production" | "development"): string {
  // Development rebuilds the server's stack traces in the browser, which needs eval.
  const forTools = mode === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${forTools}`,
    "script-src-attr 'none'",
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
}
