"use client";

import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";

const never = () => () => undefined;

/** There once a script can print; before that the browser's own menu does. */
export function PrintButton() {
  const canPrint = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return canPrint ? (
    <Button icon="print" onClick={() => print()}>
      Print
    </Button>
  ) : null;
}
