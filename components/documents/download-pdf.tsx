import { type ButtonSize, type ButtonVariant, buttonClass } from "@/components/ui/button-style";
import { Icon } from "@/components/ui/icon";

type DownloadPdfProps = {
  href: string;
  /** Of what, for those who hear the page. */
  of: string;
  size?: ButtonSize;
  variant?: ButtonVariant;
};

/** A plain link: a download must not be fetched before somebody asks for it. */
export function DownloadPdf({ href, of, size, variant }: DownloadPdfProps) {
  return (
    <a href={href} className={buttonClass({ size, variant })} download>
      <Icon name="download" size={15} />
      Download PDF<span className="sr-only"> of {of}</span>
    </a>
  );
}
