import { notFound } from "next/navigation";

/** An address of the navigation's slot that no page answers. */
export default function NoPage(): never {
  notFound();
}
