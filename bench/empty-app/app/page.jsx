/** Rendered on every request, as the pages of the product are, with nothing on it. */
export const dynamic = "force-dynamic";

// biome-ignore lint/style/noDefaultExport: Next asks for it.
export default function EmptyPage() {
  return <main>Empty</main>;
}
