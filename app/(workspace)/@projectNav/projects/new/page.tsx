/** A project being made has no pages yet. */
export default function NewProject() {
  return null;
}
