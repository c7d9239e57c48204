/** Any other address closes the project's navigation again: a slot without a match would keep it. */
export default function OtherPage() {
  return null;
}
