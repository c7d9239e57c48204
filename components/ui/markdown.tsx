import type { ComponentProps } from "react";
import ReactMarkdown from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";

type MarkdownProps = {
  text: string;
  /** "doc" is the larger size for documents on paper. */
  size?: "note" | "doc";
};

// A page has one h1 and panels own h2: written headings start below them.
const headings = { h1: "h3", h2: "h4", h3: "h5", h4: "h6", h5: "h6" } as const;

function MarkdownLink({ href, children }: ComponentProps<"a">) {
  return (
    <a href={href} rel="nofollow noreferrer noopener">
      {children}
    </a>
  );
}

/** Only kept files are drawn: a picture from elsewhere would tell its server who reads. */
function MarkdownImage({ src, alt }: ComponentProps<"img">) {
  const address = typeof src === "string" ? src : "";
  if (address.startsWith("/files/")) {
    // biome-ignore lint/performance/noImgElement: evidence pictures have no known size
    return <img src={address} alt={alt ?? ""} loading="lazy" />;
  }
  return <MarkdownLink href={address}>{alt === "" ? address : alt}</MarkdownLink>;
}

/** Written text: no raw HTML, no foreign pictures. Rendered on the server. */
export function Markdown({ text, size = "note" }: MarkdownProps) {
  return (
    <div className={size === "doc" ? "wm-prose wm-prose-doc" : "wm-prose"}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSanitize]}
        skipHtml
        components={{ ...headings, a: MarkdownLink, img: MarkdownImage }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}
