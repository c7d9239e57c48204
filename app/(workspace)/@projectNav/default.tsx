/** No project is open. */
export default function NoProject() {
  return null;
}
