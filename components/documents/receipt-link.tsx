type ReceiptLinkProps = {
  signatureId: string;
  /** Whose signature it proves, for those who hear the page. */
  of: string;
};

/** A plain link: it is a file, and its proof is made when somebody asks for it. */
export function ReceiptLink({ signatureId, of }: ReceiptLinkProps) {
  return (
    <a href={`/files/receipts/${signatureId}`} className="text-spruce underline" download>
      Receipt<span className="sr-only"> of the signature of {of}</span>
    </a>
  );
}
